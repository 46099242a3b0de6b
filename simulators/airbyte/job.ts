// One Airbyte job: the run behind it, where it stands while it is under way, and its attempts.
import type { HistoryRecord } from '../engine/connection';
import type { FailureReason } from './failure-reason';
import type { AirbyteConnection } from './native';
import { noFailures, type RetryState } from './retry-policy';

export interface Attempt {
  readonly startedAt: number;
  endedAt: number | null;
  status: 'running' | 'failed' | 'succeeded';
  failure: FailureReason | null;
  /** Null when no statistics were written. */
  rows: number | null;
}

type Phase = 'pending' | 'queued' | 'running' | 'incomplete';
export type JobStatus = Phase | Exclude<HistoryRecord['status'], 'running'>;

export class Job {
  phase: Phase = 'running';
  retries: RetryState = noFailures;
  /** A restart of the platform cleaned this job up: then any type notifies. */
  cleanedUp = false;
  /** When the row was last written: all that a running job's duration follows. */
  touchedAt: number;
  private live: Attempt[] | null = null;

  constructor(
    readonly id: number,
    readonly record: HistoryRecord,
    readonly connection: AirbyteConnection,
  ) {
    this.touchedAt = record.startedAt;
  }

  get status(): JobStatus {
    return this.record.status === 'running' ? this.phase : this.record.status;
  }

  get updatedAt(): number {
    return this.record.endedAt ?? this.touchedAt;
  }

  /** Invented past runs have no attempts of their own: one is told from the record. */
  get attempts(): readonly Attempt[] {
    if (this.live !== null) return this.live;
    if (this.record.status === 'running') return [];
    const { startedAt, endedAt, rows } = this.record;
    return [{ startedAt, endedAt, status: 'succeeded', failure: null, rows }];
  }

  get lastAttempt(): Attempt | undefined {
    return this.attempts.at(-1);
  }

  /** Why the job failed: the failure of its last attempt. Null unless it has failed. */
  get failure(): FailureReason | null {
    return this.record.status === 'failed' ? (this.lastAttempt?.failure ?? null) : null;
  }

  addAttempt(startedAt: number): void {
    this.live ??= [];
    this.live.push({ startedAt, endedAt: null, status: 'running', failure: null, rows: null });
    this.enter('running', startedAt);
  }

  endAttempt(
    at: number,
    status: Attempt['status'],
    failure: FailureReason | null,
    rows: number | null,
  ): void {
    const last = this.live?.at(-1);
    if (last?.status === 'running') Object.assign(last, { endedAt: at, status, failure, rows });
    this.touchedAt = at;
  }

  enter(phase: Phase, at: number): void {
    this.phase = phase;
    this.touchedAt = at;
  }
}
