// What can be read of a connection right now, the same for both providers; wire formats stay in integrations/.

/** How often a connection syncs by itself. */
export type SyncSchedule =
  | { kind: 'interval'; everyMs: number }
  | { kind: 'cron'; expression: string; approximateMs: number }
  | { kind: 'manual' };

/** What one run (Fivetran sync, Airbyte job) did. */
export interface SyncRun {
  id: string;
  kind: 'sync' | 'resync' | 'refresh' | 'clear';
  status: 'running' | 'succeeded' | 'failed' | 'cancelled' | 'rescheduled';
  /** ISO 8601 UTC, provider's clock. */
  startedAt: string;
  endedAt: string | null;
  /** `null` where the provider does not say; Airbyte leaves both out when nothing was recorded. */
  rows: number | null;
  bytes: number | null;
  failure?: RunFailure;
}

export interface RunFailure {
  message: string;
  /** Fivetran error type or task code; Airbyte failureType. */
  type?: string;
  origin?: string;
  httpStatus?: number;
  stackTrace?: string;
  /** How often the provider itself has tried (Airbyte). */
  attempts?: number;
  /** The last lines of the run's log, where the account shows it. */
  logTail?: string;
}

/** A snapshot read in one or two cheap calls: enough to guard an act and to read its effect back. */
export interface ConnectionState {
  /** Our clock at reading, ISO 8601 UTC; never used to order provider facts. */
  readAt: string;
  connectionId: string;
  name: string;
  /** Connector type: Fivetran service, Airbyte source type. */
  service: string;
  destination: string;
  tags: Record<string, string>;
  active: boolean;
  /** `broken` means the provider itself says that setup must be repaired. */
  setup: 'connected' | 'incomplete' | 'broken' | 'unknown';
  schedule: SyncSchedule;
  /** The run in progress, when there is one; Fivetran gives no ID, so `id` is absent there. */
  running: { id?: string; startedAt?: string } | null;
  rescheduledFor: string | null;
  lastSuccessAt: string | null;
  /** Fivetran never clears it: a later success does not make it null. */
  lastFailureAt: string | null;
  /** The provider itself says that data is late (Fivetran update_state). */
  late?: boolean;
  /** Newest run known to the provider (Airbyte); `null` where runs have no IDs (Fivetran status). */
  lastRunId: string | null;
  schemaChange: 'none' | 'non_breaking' | 'breaking' | 'unknown';
  /** Open problems the provider lists by itself (Fivetran tasks and warnings). */
  notices: { severity: 'task' | 'warning'; code: string; message: string }[];
}

/** State plus history: what a diagnosis and a verification read. */
export interface ConnectionFacts {
  state: ConnectionState;
  /** Newest first, at most LIMITS.recentRunsMax; empty where the account offers no history. */
  runs: SyncRun[];
  /** What could not be read and why: evidence says so instead of failing the incident. */
  missing: { what: string; why: string }[];
}

/** The newest run that did not end well, or `undefined`. */
export function lastFailedRun(facts: ConnectionFacts): SyncRun | undefined {
  return facts.runs.find((run) => run.status === 'failed');
}
