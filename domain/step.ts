// One intended change at a provider (or one wait or hand-off), and the protocol that makes its effect happen once.

/** Writes at the provider. */
export type ProviderStepKind =
  'trigger_sync' | 'cancel_sync' | 'pause' | 'resume' | 'run_setup_tests' | 'reload_schema' | 'resync';

/** `wait` sleeps durably; `handoff` asks a person to do at the provider what no API call can. */
export type StepKind = ProviderStepKind | 'wait' | 'handoff';

/** What doing it twice would mean: decides what follows an unknown outcome. */
export type Repeat = 'same' | 'merged' | 'costly' | 'destroys';

export const STEP_REPEAT: Record<ProviderStepKind, Repeat> = {
  pause: 'same',
  resume: 'same',
  trigger_sync: 'merged',
  run_setup_tests: 'costly',
  reload_schema: 'costly',
  cancel_sync: 'destroys',
  resync: 'destroys',
};

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
  /** `resync`: tables or streams, all when absent. */
  scope?: string[];
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
  /** Name of the step that undoes it, run newest first when a later step fails. */
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
 * What one attempt of ours gave. Only `rate_limited` and `refused` prove that nothing was applied;
 * `unknown` goes through read back before anything else happens.
 */
export type AttemptOutcome =
  | { kind: 'ok'; evidence: string; runId?: string; satisfied?: boolean }
  | { kind: 'rate_limited'; retryAfterMs: number }
  | { kind: 'refused'; reason: string; retryable: boolean }
  | { kind: 'unknown'; reason: string };

/** True for kinds that change something at the provider and so need policy's approval. */
export function isProviderStep(kind: StepKind): kind is ProviderStepKind {
  return kind !== 'wait' && kind !== 'handoff';
}

const DESTRUCTIVE: ReadonlySet<StepKind> = new Set<StepKind>(['resync', 'cancel_sync']);

/** True when the step may destroy data or running work. */
export function isDestructive(kind: StepKind): boolean {
  return DESTRUCTIVE.has(kind);
}
