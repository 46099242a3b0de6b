// One intended change at a provider (or one wait or hand-off), and the protocol that makes its effect happen once.
import type { SyncSchedule } from './connection-state';
import type { Json } from './json';
import { STEP_TRAITS } from './step-traits';

/** Writes at the provider. */
export const PROVIDER_STEP_KINDS = [
  'trigger_sync',
  'cancel_sync',
  'pause',
  'resume',
  'run_setup_tests',
  'reload_schema',
  /** Reads everything again and keeps what is in the destination where the provider can (Airbyte refresh). */
  'resync',
  /** Deletes what is in the destination (Airbyte clear). */
  'clear',
  /** Which columns, tables or streams are synced: accepts or rejects a schema change. */
  'select_schema',
  'set_schedule',
  /** One or more settings of the connection (Fivetran) or its source (Airbyte). */
  'change_setting',
  /** Where the next sync begins to read: a cursor, or nothing. */
  'edit_state',
] as const;
export type ProviderStepKind = (typeof PROVIDER_STEP_KINDS)[number];

/** `wait` sleeps durably; `handoff` asks a person to do at the provider what no API call can. */
export type StepKind = ProviderStepKind | 'wait' | 'handoff';

export type StepStatus =
  'planned' | 'blocked' | 'running' | 'applied' | 'not_applied' | 'unknown' | 'compensated' | 'skipped';

export interface StepParams {
  /** `wait`: until this moment, ISO 8601 UTC. */
  until?: string;
  /** `wait`: this long from when the step starts. */
  forMs?: number;
  /** `handoff`: what a person must do, and where. */
  instruction?: string;
  url?: string;
  /** `resync`, `clear`: tables or streams, all when absent. */
  scope?: string[];
  /** `set_schedule`: the schedule wanted. */
  schedule?: SyncSchedule;
  /** `change_setting`: the settings wanted, by the provider's own names; none may be a secret. */
  settings?: Record<string, Json>;
  /** `select_schema`: what is to be synced and what not. */
  selection?: SchemaChoice[];
  /** `edit_state`: the state wanted, in the provider's own shape; `null` = from the beginning. */
  state?: Json;
  /** Kinds that set a value: put back what was read before the change (`TargetReading.value`). */
  restore?: Json;
  /** The plan's own way back: `restore` is taken from the undo of the earlier step of this kind. */
  putBack?: true;
}

/** One column, table or stream, and whether it is to be synced. */
export interface SchemaChoice {
  /** Fivetran schema, Airbyte namespace; empty where a source has none. */
  schema: string;
  /** Fivetran table, Airbyte stream. */
  table: string;
  column?: string;
  enabled: boolean;
}

/** What a kind that sets a value would change, as it is now. */
export interface TargetReading {
  /** Small JSON, handed back as `params.restore` to undo the step; `null` where nothing could be put back. */
  value: Json;
  /** True when it already is as the step wants it. */
  satisfied: boolean;
  /** Changes whenever the thing itself changes: the effect of a step that states no value (a reload). */
  mark: string;
}

/** A way back that compensation will take, newest first. */
export interface Undo {
  /** The step that it takes back. */
  stepId: string;
  kind: ProviderStepKind;
  params: StepParams;
}

export interface Step {
  /** `{plan id}-s1`, …: with the incident ID and the attempt number the key of the intent. */
  id: string;
  kind: StepKind;
  /** Connection ID, or whatever else is acted on. */
  target: string;
  params: StepParams;
  status: StepStatus;
  attempts: number;
  startedAt: string | null;
  endedAt: string | null;
  /** In plain words, with the provider's own evidence. */
  outcome: string | null;
  /** Set where compensation takes the step back when a later one fails: the kind of step that does so. */
  undo?: ProviderStepKind;
}

/** A step that writes at the provider, as the adapter needs it. */
export interface StepCommand {
  kind: ProviderStepKind;
  connectionId: string;
  params: StepParams;
  /** Run that the guard saw and that `cancel_sync` is meant for. */
  runId?: string;
}

/**
 * What one attempt of ours gave. Only `rate_limited`, `unreachable` and `refused` prove that nothing was applied;
 * `unknown` goes through read back before anything else happens.
 */
export type AttemptOutcome =
  | { kind: 'ok'; evidence: string; runId?: string; satisfied?: boolean }
  | { kind: 'rate_limited'; retryAfterMs: number }
  /** Never sent: nobody was there. */
  | { kind: 'unreachable'; retryAfterMs: number }
  | { kind: 'refused'; reason: string; retryable: boolean }
  | { kind: 'unknown'; reason: string };

/** True for kinds that change something at the provider and so need policy's approval. */
export function isProviderStep(kind: StepKind): kind is ProviderStepKind {
  return kind !== 'wait' && kind !== 'handoff';
}

/** True when the step may destroy data or running work. */
export function isDestructive(kind: StepKind): boolean {
  return isProviderStep(kind) && STEP_TRAITS[kind].destroys !== null;
}
