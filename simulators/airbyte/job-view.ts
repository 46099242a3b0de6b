// Jobs as the public API shows them: no error text, no attempts, absent fields instead of nulls.
import type { HistoryRecord } from '../engine/connection';
import type { Job } from './job';

/** `resync` is Airbyte's refresh; clearing is `clear` or, when asked for by that name, `reset`. */
export function jobType(run: HistoryRecord): 'sync' | 'refresh' | 'clear' | 'reset' {
  if (run.kind === 'sync') return 'sync';
  if (run.kind === 'resync') return 'refresh';
  return run.vendorKind === 'reset' ? 'reset' : 'clear';
}

/** What was committed, over all attempts; null when no statistics were written. */
export function committedRows({ record, attempts }: Job): number | null {
  if (record.rows !== null) return record.rows;
  const partial = attempts.reduce((sum, attempt) => sum + (attempt.rows ?? 0), 0);
  return partial > 0 ? partial : null;
}

export function committedBytes(job: Job): number | null {
  if (job.record.bytes !== null) return job.record.bytes;
  const rows = committedRows(job);
  return rows === null ? null : rows * 180;
}

export function publicJob(job: Job) {
  const { id, record } = job;
  const [rows, bytes] = [committedRows(job), committedBytes(job)];
  return {
    jobId: id,
    status: job.status,
    jobType: jobType(record),
    startTime: offsetDateTime(record.startedAt),
    connectionId: record.connectionId,
    ...(record.endedAt === null ? {} : { lastUpdatedAt: offsetDateTime(record.endedAt) }),
    ...(job.status === 'pending'
      ? {}
      : { duration: isoDuration(seconds(job.updatedAt) - seconds(record.startedAt)) }),
    ...(bytes === null ? {} : { bytesSynced: bytes }),
    ...(rows === null ? {} : { rowsSynced: rows }),
  };
}

export function seconds(at: number): number {
  return Math.floor(at / 1000);
}

/** Java's OffsetDateTime.toString: second precision here, and no seconds at all when they are zero. */
export function offsetDateTime(at: number): string {
  return new Date(at)
    .toISOString()
    .replace(/\.\d{3}Z$/, 'Z')
    .replace(/:00Z$/, 'Z');
}

/** Java's Duration.toString. */
function isoDuration(total: number): string {
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = total % 60;
  const text = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  return `PT${text === '' ? '0S' : text}`;
}
