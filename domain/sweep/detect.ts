// What no webhook told: compares what is known of a connection with what has just been seen, and says what is news.
import type { SweepSettings } from '../account';
import type { ConnectionState, SyncRun } from '../connection-state';
import { median } from '../median';
import { runEventId, type PipelineEvent, type PipelineEventKind } from '../pipeline-event';
import type { ConnectionHealth, KnownConnection } from './known-connection';
import { remember, type Glimpse } from './remember';

export interface Detected {
  known: KnownConnection;
  events: PipelineEvent[];
}

interface Finding {
  kind: PipelineEventKind;
  health: ConnectionHealth;
  /** What is reported once: the same mark is no news. */
  mark: string;
  occurredAt: string;
  message: string;
  run?: SyncRun;
}

interface Case {
  previous: KnownConnection | null;
  known: KnownConnection;
  state: ConnectionState | null;
  runs: SyncRun[];
  nowMs: number;
  settings: SweepSettings;
}

/**
 * Pure and idempotent: looking twice at the same thing reports it once. The first look at a connection reports what is
 * wrong now, not what changed before anybody looked.
 */
export function detect(
  previous: KnownConnection | null,
  glimpse: Glimpse,
  settings: SweepSettings,
): Detected {
  const { known, finding, health } = lookFor(previous, glimpse, settings);
  const news = finding !== undefined && known.reported[finding.kind] !== finding.mark;
  const reported = news ? { ...known.reported, [finding.kind]: finding.mark } : known.reported;
  const events = [
    ...(news ? [eventOf(known, finding)] : []),
    ...(recovered(previous, health) ? [recovery(known)] : []),
  ];
  return { known: { ...known, health, reported }, events };
}

/** What is wrong now, told before or not; no event where nothing is. */
export function troubleNow(
  previous: KnownConnection | null,
  glimpse: Glimpse,
  settings: SweepSettings,
): { health: ConnectionHealth; event: PipelineEvent | null } {
  const { known, finding, health } = lookFor(previous, glimpse, settings);
  return { health, event: finding ? eventOf(known, finding) : null };
}

/** First match names the health; what is wrong at the same time shows when that is mended. */
function lookFor(previous: KnownConnection | null, glimpse: Glimpse, settings: SweepSettings) {
  const known = remember(previous, glimpse);
  const nowMs = Date.parse(glimpse.now);
  const seen: Case = { previous, known, state: glimpse.state, runs: glimpse.runs, nowMs, settings };
  const finding =
    failing(seen) ??
    brokenSetup(seen) ??
    paused(seen) ??
    putOff(seen) ??
    stuck(seen) ??
    schemaWaits(seen) ??
    movedNothing(seen) ??
    late(seen);
  return { known, finding, health: finding?.health ?? healthOf(seen) };
}

function failing({ known, runs }: Case): Finding | undefined {
  const { lastFailureAt, lastSuccessAt, running, active } = known;
  // A run in progress may be the provider's own retry: its end will tell.
  if (!active || running !== null || lastFailureAt === null) return undefined;
  if (lastSuccessAt !== null && Date.parse(lastSuccessAt) >= Date.parse(lastFailureAt)) return undefined;
  const run = runs.find((r) => r.status === 'failed' && r.id === known.lastRun?.id);
  return {
    ...{ kind: 'sync_failed', health: 'failing', mark: lastFailureAt, occurredAt: lastFailureAt },
    message: run?.failure?.message ?? '',
    ...(run && { run }),
  };
}

function brokenSetup({ known, state }: Case): Finding | undefined {
  if (state?.setup !== 'broken' || !state.active) return undefined;
  const task = state.notices.find((notice) => notice.severity === 'task');
  return {
    ...{ kind: 'setup_broken', health: 'setup_broken', mark: known.lastSuccessAt ?? 'never' },
    occurredAt: state.readAt,
    message: task ? `${task.code}: ${task.message}` : 'the provider says that setup must be repaired',
  };
}

/** Paused between two looks. What was paused when first seen is taken for meant. */
function paused({ previous, known, state }: Case): Finding | undefined {
  if (known.active || !state || previous === null) return undefined;
  if (!previous.active) {
    const kind = 'connection_paused';
    const mark = known.reported.connection_paused;
    return mark === undefined
      ? undefined
      : { kind, health: 'paused', mark, occurredAt: state.readAt, message: '' };
  }
  const troubled =
    previous.health === 'failing' || previous.health === 'setup_broken' || state.schemaChange === 'breaking';
  const why = state.notices[0]?.message;
  return {
    kind: troubled ? 'connection_disabled' : 'connection_paused',
    ...{ health: 'paused', mark: state.readAt, occurredAt: state.readAt },
    message: why ?? `paused since ${previous.changedAt}; nobody told Penstock why`,
  };
}

/** A manual schedule is never resumed by the provider; an automatic one is, unless it has forgotten. */
function putOff({ known, nowMs, settings }: Case): Finding | undefined {
  const { rescheduledFor, everyMs, active, running } = known;
  if (rescheduledFor === null || !active || running !== null) return undefined;
  const overdue = nowMs > Date.parse(rescheduledFor) + settings.lateAfterMs;
  if (everyMs !== null && !overdue) return undefined;
  return {
    ...{ kind: 'sync_rescheduled', health: 'late', mark: rescheduledFor },
    occurredAt: new Date(nowMs).toISOString(),
    message: `put off until ${rescheduledFor}${overdue ? ', and it did not come back' : '; its schedule is manual'}`,
  };
}

const STUCK_FACTOR = 3;

function stuck({ known, nowMs, settings }: Case): Finding | undefined {
  const { running, durationsMs } = known;
  if (running === null) return undefined;
  const usual = median(durationsMs) ?? 0;
  const ranMs = nowMs - Date.parse(running.since);
  if (ranMs <= Math.max(settings.stuckAfterMs, STUCK_FACTOR * usual)) return undefined;
  return {
    ...{ kind: 'sync_stuck', health: 'stuck', mark: running.id ?? running.since },
    occurredAt: running.since,
    message: `running since ${running.since}; usually ${Math.round(usual / 60_000)} min`,
  };
}

/** A change that was there when first seen and breaks nothing is the connection's own business. */
function schemaWaits({ previous, known }: Case): Finding | undefined {
  const { schemaChange } = known;
  const arrived = previous !== null && previous.schemaChange === 'none';
  const stays = known.reported.schema_changed === schemaChange;
  if (schemaChange !== 'breaking' && !(schemaChange === 'non_breaking' && (arrived || stays)))
    return undefined;
  return {
    ...{ kind: 'schema_changed', health: 'setup_broken', mark: schemaChange },
    occurredAt: known.lastSuccessAt ?? known.firstSeenAt,
    message: `a ${schemaChange.replace('_', '-')} schema change waits for a decision`,
  };
}

/** Enough earlier syncs, each of which brought something, for nothing to be remarkable. */
const SYNCS_WITH_ROWS_MIN = 3;

function movedNothing({ known, runs }: Case): Finding | undefined {
  const { lastRun } = known;
  const run = runs.find((r) => r.id === lastRun?.id && r.status === 'succeeded');
  const still = lastRun !== null && known.reported.moved_nothing === lastRun.id;
  if (!lastRun || lastRun.status !== 'succeeded' || (!run && !still) || (lastRun.rows ?? 0) > 0)
    return undefined;
  const earlier = lastRun.rows === null ? known.rows : known.rows.slice(1);
  if (earlier.length < SYNCS_WITH_ROWS_MIN || earlier.some((rows) => rows === 0)) return undefined;
  return {
    ...{ kind: 'moved_nothing', health: 'failing', mark: lastRun.id },
    occurredAt: lastRun.endedAt ?? lastRun.startedAt,
    message: `run ${lastRun.id} succeeded with ${lastRun.rows === null ? 'no statistics' : '0 rows'}; usually ${median(earlier) ?? 0}`,
    ...(run && { run }),
  };
}

const DAY_MS = 24 * 3_600_000;

/** Two intervals without a success, or one and the slack of the provider's own scheduler where that is longer. */
function late({ known, state, nowMs, settings }: Case): Finding | undefined {
  const { everyMs, active, running, lastSuccessAt, firstSeenAt, rescheduledFor } = known;
  if (!active || running !== null || everyMs === null || rescheduledFor !== null) return undefined;
  const allowedMs = Math.max(2 * everyMs, everyMs + settings.lateAfterMs);
  const since = lastSuccessAt ?? firstSeenAt;
  const ageMs = nowMs - Date.parse(since);
  const providerSays = state?.late === true && ageMs > everyMs;
  if (ageMs <= allowedMs && !providerSays) return undefined;
  const age = ageMs > DAY_MS ? `${Math.floor(ageMs / DAY_MS)} d` : `${Math.floor(ageMs / 60_000)} min`;
  return {
    ...{ kind: 'sync_delayed', health: 'late', mark: since, occurredAt: new Date(nowMs).toISOString() },
    message: `no sync has ended for ${age}; its schedule is every ${Math.round(everyMs / 60_000)} min`,
  };
}

function healthOf({ known }: Case): ConnectionHealth {
  if (!known.active) return 'paused';
  if (known.running !== null && known.health !== 'unknown') return known.health;
  return known.lastSuccessAt === null ? 'unknown' : 'healthy';
}

/** An open incident verifies sooner when it hears of this; nobody else minds. */
function recovered(previous: KnownConnection | null, health: ConnectionHealth): boolean {
  return health === 'healthy' && previous !== null && TROUBLED.has(previous.health);
}

const TROUBLED = new Set<ConnectionHealth>(['failing', 'late', 'stuck', 'setup_broken', 'paused']);

function recovery(known: KnownConnection): PipelineEvent {
  const at = known.lastSuccessAt ?? known.changedAt;
  return eventOf(known, {
    ...{ kind: 'sync_succeeded', health: 'healthy', mark: at, occurredAt: at, message: '' },
  });
}

function eventOf(known: KnownConnection, finding: Finding): PipelineEvent {
  const { provider, account, connectionId, name } = known;
  const { kind, mark, run, message, occurredAt } = finding;
  return {
    ...{ provider, account, connectionId, kind, occurredAt },
    id: runEventId({ provider, account, connectionId }, kind, run?.id ?? mark),
    source: 'poll',
    connectionName: name,
    ...(message !== '' && { message }),
    ...(run && { runId: run.id }),
    ...(run?.failure?.type !== undefined && { failureType: run.failure.type }),
    ...(run?.failure?.origin !== undefined && { failureOrigin: run.failure.origin }),
    ...(kind === 'sync_rescheduled' && known.rescheduledFor !== null
      ? { rescheduledFor: known.rescheduledFor }
      : {}),
  };
}
