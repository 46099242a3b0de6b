// Rows of Fivetran's LOG table as runs: begun, ended, how, and how many rows were written.
import type { SyncRun } from '../../domain/connection-state';
import { LIMITS } from '../../domain/limits';
import { shortenMiddle } from '../../domain/shorten-text';
import { modifiedRows, syncEndOf } from './message-data';

export interface LogRow {
  sync_id: string | null;
  message_event: string | null;
  message_data: unknown;
  /** Milliseconds since 1970, UTC. */
  at_ms: number | string;
}

/** Newest first. A sync whose beginning is not in the log is left out: its rows would be a part only. */
export function runsFromLog(rows: readonly LogRow[]): SyncRun[] {
  const bySync = new Map<string, LogRow[]>();
  for (const row of rows) if (row.sync_id) bySync.set(row.sync_id, [...(bySync.get(row.sync_id) ?? []), row]);
  return [...bySync]
    .flatMap(([id, own]) => runOf(id, own) ?? [])
    .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))
    .slice(0, LIMITS.recentRunsMax);
}

function runOf(id: string, rows: readonly LogRow[]): SyncRun | undefined {
  const startedAt = timeOf(rows.find((row) => row.message_event === 'sync_start'));
  if (startedAt === undefined) return undefined;
  const endRow = rows.find((row) => row.message_event === 'sync_end');
  const endedAt = timeOf(endRow) ?? null;
  const end = syncEndOf(endRow?.message_data);
  const status = endedAt === null ? 'running' : statusOf(end?.status);
  const reason = end?.reason;
  return {
    ...{ id, kind: 'sync', status, startedAt, endedAt, bytes: null },
    // A sync that wrote nothing logs no counts at all: once it has ended well, that is a zero.
    rows: status === 'running' ? null : sumOf(rows, status === 'succeeded' ? 0 : null),
    ...(reason &&
      status !== 'succeeded' && {
        failure: {
          message: shortenMiddle(reason, LIMITS.eventMessageCharsMax),
          ...(end.taskType && { type: end.taskType }),
        },
      }),
  };
}

function sumOf(rows: readonly LogRow[], none: number | null): number | null {
  const counts = rows
    .filter((row) => row.message_event === 'records_modified')
    .map((row) => modifiedRows(row.message_data));
  if (counts.length === 0) return none;
  // One count that cannot be read makes the sum a guess.
  return counts.reduce<number | null>(
    (sum, count) => (sum === null || count === undefined ? null : sum + count),
    0,
  );
}

/** An unknown word for an ended sync is no success. */
function statusOf(word: string | null | undefined): SyncRun['status'] {
  switch (word?.toUpperCase()) {
    case 'SUCCESSFUL':
      return 'succeeded';
    case 'RESCHEDULED':
      return 'rescheduled';
    case 'CANCELED':
    case 'CANCELLED':
      return 'cancelled';
    default:
      return 'failed';
  }
}

function timeOf(row: LogRow | undefined): string | undefined {
  const ms = row ? Number(row.at_ms) : NaN;
  return Number.isFinite(ms) ? new Date(ms).toISOString() : undefined;
}
