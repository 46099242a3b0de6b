// Fivetran's sync history and error list as runs with reasons. Both endpoints are new and not offered to every account.
import { LIMITS } from '../../domain/limits';
import type { ConnectionState, RunFailure, SyncRun } from '../../domain/connection-state';
import { isoTime } from '../http/iso-time';
import { shortenMiddle } from '../../domain/shorten-text';
import type { WireError, WireSync, WireTableWarnings } from './wire.schema';
import { notice } from './state';

/** Newest first; entries that have not started yet are no runs. */
export function runsFromHistory(items: readonly WireSync[]): SyncRun[] {
  return items
    .flatMap((item) => runOf(item) ?? [])
    .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))
    .slice(0, LIMITS.recentRunsMax);
}

function runOf(item: WireSync): SyncRun | undefined {
  const startedAt = isoTime(item.sync_start ?? item.start_time ?? item.started_at ?? item.start);
  if (startedAt === null) return undefined;
  const endedAt = isoTime(item.sync_end ?? item.end_time ?? item.ended_at ?? item.completed_at ?? item.end);
  const status = statusOf(item.status ?? item.sync_status, endedAt);
  const reason = item.reason ?? item.message;
  const volume = item.load ?? item.extract;
  return {
    id: item.sync_id ?? item.id ?? startedAt,
    kind: isHistorical(item) ? 'resync' : 'sync',
    status,
    startedAt,
    endedAt,
    // Loaded is what counts; extracted rows may never have arrived.
    rows: volume?.rows ?? volume?.records ?? null,
    bytes: volume?.bytes ?? null,
    ...(reason && status !== 'succeeded' && { failure: failure(reason, item.task_type) }),
  };
}

function isHistorical(item: WireSync): boolean {
  return item.is_historical_sync === true || /historical|resync/i.test(item.sync_type ?? '');
}

/** The vocabulary of `sync_end`, in any case; an unknown word for an ended sync is no success. */
function statusOf(status: string | null | undefined, endedAt: string | null): SyncRun['status'] {
  const word = status?.toUpperCase() ?? '';
  if (/^(SUCCESS|COMPLETED)/.test(word)) return 'succeeded';
  if (/^CANCEL/.test(word)) return 'cancelled';
  if (word === 'RESCHEDULED') return 'rescheduled';
  if (word === '' || /^(SYNCING|RUNNING|IN_PROGRESS|STARTED)/.test(word))
    return endedAt === null ? 'running' : 'failed';
  return 'failed';
}

/** The errors now listed belong to the newest failed run; one that states its own reason keeps it. */
export function withErrors(runs: readonly SyncRun[], errors: readonly WireError[]): SyncRun[] {
  const error = newestError(errors);
  const failed = runs.find((run) => run.status === 'failed');
  if (!error || !failed || failed.failure) return [...runs];
  return runs.map((run) => (run === failed ? { ...run, failure: failure(textOf(error), error.type) } : run));
}

/** Fivetran's "errors" stop syncing until someone acts, which is what a task means. */
export function noticesFrom(
  errors: readonly WireError[],
  tables: readonly WireTableWarnings[],
): ConnectionState['notices'] {
  return [
    ...errors.map((error) => notice('task', { code: error.type, message: textOf(error) })),
    ...tables.flatMap(({ schema, table, warnings }) =>
      (warnings ?? []).map((warning) => {
        const where = [schema, table].filter(Boolean).join('.');
        const said = notice('warning', warning);
        return where === '' ? said : { ...said, message: `${where}: ${said.message}` };
      }),
    ),
  ];
}

function newestError(errors: readonly WireError[]): WireError | undefined {
  const time = (error: WireError) => Date.parse(error.created_at ?? '') || 0;
  return [...errors].sort((a, b) => time(b) - time(a))[0];
}

/** Title, reason and message overlap in practice: each part once. */
function textOf(error: WireError): string {
  const parts = [error.title, error.reason, error.message].flatMap((part) => part ?? []);
  const distinct = parts.filter((part, at) => parts.findIndex((other) => other.includes(part)) === at);
  return shortenMiddle(distinct.join(': ') || (error.type ?? 'unknown error'), LIMITS.eventMessageCharsMax);
}

function failure(message: string, type: string | null | undefined): RunFailure {
  return { message: shortenMiddle(message, LIMITS.eventMessageCharsMax), ...(type && { type }) };
}
