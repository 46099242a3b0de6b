// From one look to the next: brings what is known of a connection up to date with what has just been seen.
import type { ConnectionRef } from '../connection-ref';
import type { ConnectionState, SyncRun } from '../connection-state';
import type { KnownConnection } from './known-connection';

/** Ended runs whose length and rows are remembered. */
const RUNS_REMEMBERED = 10;

export interface Glimpse {
  ref: ConnectionRef;
  /** `null` when only runs were looked at. */
  state: ConnectionState | null;
  /** Newest last or first, in any order; what was seen before does no harm. */
  runs: SyncRun[];
  /** Our clock, ISO 8601 UTC. */
  now: string;
}

/** The connection as it is now known; health and reports are still those of the last look. */
export function remember(previous: KnownConnection | null, glimpse: Glimpse): KnownConnection {
  const known = previous ?? blank(glimpse);
  const seen = glimpse.state ? withState(known, glimpse.state, glimpse.now) : known;
  const runs = [...glimpse.runs].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  return runs.reduce(withRun, seen);
}

function blank({ ref, state, now }: Glimpse): KnownConnection {
  const { provider, account, connectionId } = ref;
  return {
    ...{ provider, account, connectionId },
    name: state?.name ?? connectionId,
    service: state?.service ?? 'unknown',
    destination: state?.destination ?? 'unknown',
    tags: state?.tags ?? {},
    health: 'unknown',
    active: true,
    everyMs: null,
    running: null,
    lastSuccessAt: null,
    lastFailureAt: null,
    rescheduledFor: null,
    schemaChange: 'unknown',
    lastRun: null,
    durationsMs: [],
    rows: [],
    reported: {},
    firstSeenAt: now,
    changedAt: now,
  };
}

function withState(known: KnownConnection, state: ConnectionState, now: string): KnownConnection {
  const { name, service, destination, tags, active, rescheduledFor, schemaChange } = state;
  const endedAt = endOf(known, state);
  return {
    ...known,
    ...{ name, service, destination, tags, active, rescheduledFor, schemaChange },
    everyMs: everyMsOf(state),
    running: runningSince(known, state, now),
    // A list may tell when a run began where the run itself told when it ended: what is known never goes back.
    lastSuccessAt: later(state.lastSuccessAt, known.lastSuccessAt),
    lastFailureAt: later(state.lastFailureAt, known.lastFailureAt),
    // Fivetran's list tells no lengths: from the look that first saw it running to the moment it ended is close.
    durationsMs: endedAt === null ? known.durationsMs : kept(known.durationsMs, endedAt),
  };
}

/** Length of the run that the last look saw running and that has ended since, where no run says so itself. */
function endOf(known: KnownConnection, state: ConnectionState): number | null {
  if (known.running === null || known.running.id !== undefined || state.running !== null) return null;
  const ended = later(state.lastSuccessAt, state.lastFailureAt);
  const ms = ended === null ? Number.NaN : Date.parse(ended) - Date.parse(known.running.since);
  return ms > 0 ? ms : null;
}

function everyMsOf({ schedule }: ConnectionState): number | null {
  switch (schedule.kind) {
    case 'interval':
      return schedule.everyMs;
    case 'cron':
      return schedule.approximateMs;
    case 'manual':
      return null;
  }
}

/** The same run goes on: without an ID, as long as neither success nor failure moved. */
function runningSince(
  known: KnownConnection,
  { running, lastSuccessAt, lastFailureAt }: ConnectionState,
  now: string,
): KnownConnection['running'] {
  // A run with an ID ends by being seen ended: a list of connections may not tell what runs.
  if (running === null) return known.running?.id === undefined ? null : known.running;
  const since = running.startedAt;
  if (running.id !== undefined) return { id: running.id, since: since ?? known.running?.since ?? now };
  const goesOn =
    known.running !== null && lastSuccessAt === known.lastSuccessAt && lastFailureAt === known.lastFailureAt;
  return { since: since ?? (goesOn && known.running ? known.running.since : now) };
}

function withRun(known: KnownConnection, run: SyncRun): KnownConnection {
  // Clearing brings no data: it is no sync of the pipeline.
  if (run.kind === 'clear') return known;
  if (run.status === 'running') return { ...known, running: { id: run.id, since: run.startedAt } };
  const stillRunning = known.running !== null && known.running.id !== run.id ? known.running : null;
  const ended = { ...known, running: stillRunning };
  if (known.lastRun !== null && !isNewer(run, known.lastRun)) return ended;
  const { id, status, rows, startedAt, endedAt } = run;
  const ms = endedAt === null ? Number.NaN : Date.parse(endedAt) - Date.parse(startedAt);
  return {
    ...ended,
    lastRun: { id, status, rows, startedAt, endedAt },
    lastSuccessAt: status === 'succeeded' ? later(known.lastSuccessAt, endedAt) : known.lastSuccessAt,
    lastFailureAt: status === 'failed' ? later(known.lastFailureAt, endedAt) : known.lastFailureAt,
    durationsMs: ms >= 0 ? kept(known.durationsMs, ms) : known.durationsMs,
    rows: status === 'succeeded' && rows !== null ? kept(known.rows, rows) : known.rows,
  };
}

function isNewer(run: SyncRun, known: NonNullable<KnownConnection['lastRun']>): boolean {
  if (run.id === known.id) return run.status !== known.status;
  return Date.parse(run.startedAt) >= Date.parse(known.startedAt);
}

function kept(list: number[], newest: number): number[] {
  return [newest, ...list].slice(0, RUNS_REMEMBERED);
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) >= Date.parse(b) ? a : b;
}
