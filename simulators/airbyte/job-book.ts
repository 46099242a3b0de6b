// All jobs of the instance by number, and in the order the API lists them.
import type { HistoryRecord } from '../engine/connection';
import { Job } from './job';
import type { AirbyteConnection } from './native';

const JOBS_MAX = 200_000;
/** Job IDs start from the clock, so that a restarted simulator does not repeat those of yesterday. */
const JOB_ID_EPOCH = Date.UTC(2026, 0, 1);
/** Under a seed they start here, the same every time. */
const SEEDED_START = 1_000;

export class JobBook {
  private readonly jobs = new Map<number, Job>();
  private lastId = Math.floor((Date.now() - JOB_ID_EPOCH) / 1000);
  /** Oldest first by creation; null when a job has come that must be sorted in. */
  private byCreation: Job[] | null = null;

  newId(): string {
    this.lastId += 1;
    return String(this.lastId);
  }

  add(connection: AirbyteConnection, record: HistoryRecord): Job {
    const job = new Job(Number(record.id), record, connection);
    this.jobs.set(job.id, job);
    this.byCreation = null;
    if (this.jobs.size > JOBS_MAX) {
      for (const oldest of this.jobs.keys()) {
        this.jobs.delete(oldest);
        break;
      }
    }
    return job;
  }

  get(id: number): Job | undefined {
    return this.jobs.get(id);
  }

  /** The job behind a run; it exists unless the book was full. */
  of(record: HistoryRecord): Job | undefined {
    return this.jobs.get(Number(record.id));
  }

  oldestFirst(): readonly Job[] {
    this.byCreation ??= [...this.jobs.values()].sort(
      (a, b) => a.record.startedAt - b.record.startedAt || a.id - b.id,
    );
    return this.byCreation;
  }

  clear(seed: number | undefined): void {
    this.jobs.clear();
    this.byCreation = null;
    if (seed !== undefined) this.lastId = SEEDED_START;
  }
}
