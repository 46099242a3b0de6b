// What a policy file says: rules that match a situation and set mode, approval, limits and timings.
import type { ConnectionRef } from '../connection-ref';
import type { ConfidenceBand, Symptom } from '../diagnosis';
import type { DiagnosedClass, SuggestedAction } from '../failure-class';
import type { TrackRecord } from '../modes/track-record';
import type { Mode, Severity, Timings } from '../plan';
import type { StepKind } from '../step';
import type { TimeWindow } from './time-window';

/** Every field that is present must fit; within a list one is enough. */
export interface PolicyMatch {
  provider?: ConnectionRef['provider'][];
  account?: string[];
  /** `*` stands for any characters. */
  connectionId?: string[];
  /** Values are compared without regard to case: a tag `True` must not open what `true` closes. */
  tags?: Record<string, string>;
  class?: DiagnosedClass[];
  band?: ConfidenceBand[];
  action?: SuggestedAction[];
  symptom?: Symptom[];
  /** At least one step of the plan is of one of these kinds. */
  anyStep?: StepKind[];
  /** Every step that writes at the provider is of one of these kinds. */
  onlySteps?: StepKind[];
  /** The plan begins with a hand-off: its steps follow a person's act. */
  afterHandoff?: boolean;
  destructive?: boolean;
  /** The account's `environment`, or the connection's tag of that name. */
  environment?: string[];
  /** As the rules without this condition set it. */
  severity?: Severity[];
  /** The same class on this connection, this incident included. */
  recurrence?: { atLeast: number; withinMs: number };
  /** Connections in trouble that share this one's destination or source type, this one included. */
  blastRadius?: { atLeast: number };
  time?: TimeWindow;
}

export interface PolicyApproval {
  quorum: number;
  /** Approvers must belong to every group named here. */
  groups?: string[];
  /** Weakest role that may approve; `approver` when absent. */
  role?: 'approver' | 'admin';
  escalateTo?: string[];
  /** Who is told after that, milliseconds after the request. */
  escalateFurther?: { afterMs: number; to: string[] }[];
  /** `false`: nobody may approve alone, whatever the emergency. */
  breakGlass?: boolean;
  /** Where set, an upper bound on the timings of the same name. */
  expiresMs?: number;
  escalatesMs?: number;
}

/** What may be forbidden: a kind of step, or a remedy as a whole. */
export type Forbidden = StepKind | SuggestedAction;

/** How many automatic repairs, counted over what, within how long. */
export interface Limit {
  per: 'connection' | 'account' | 'class';
  atMost: number;
  withinMs: number;
}

/** So many automatic repairs of one kind that did not help, and a person decides about the next. */
export interface PolicyBreaker {
  ineffective: number;
  withinMs: number;
}

export interface PolicyRule {
  id: string;
  why: string;
  match: PolicyMatch;
  mode?: Mode;
  /** No more than this where the rule matches, whichever rule sets the mode. */
  cap?: Exclude<Mode, 'automate'>;
  severity?: Severity;
  approval?: PolicyApproval;
  /** Automatic repairs where this rule matches; beyond them a person decides. */
  limits?: Limit[];
  /** What may not be done where this rule matches, whatever other rules say. */
  never?: Forbidden[];
  timings?: Partial<Timings>;
}

export interface PolicyFile {
  name: string;
  version: string;
  rules: PolicyRule[];
}

/** All files, in the order of their names; the last rule of `default` matches everything. */
export interface PolicySet {
  files: PolicyFile[];
  defaults: {
    mode: Mode;
    severity: Severity;
    approval: PolicyApproval;
    timings: Timings;
    breaker?: PolicyBreaker;
  };
}

/** What is being decided about. */
export interface PolicySubject {
  ref: ConnectionRef;
  tags: Record<string, string>;
  class: DiagnosedClass;
  band: ConfidenceBand;
  symptom: Symptom;
  action: SuggestedAction;
  steps: StepKind[];
  /** When this is decided, ISO 8601 UTC. */
  at: string;
  environment: string | null;
  /** When earlier incidents of this class on this connection opened, ISO 8601 UTC. */
  earlier: string[];
  blastRadius: number;
  /** What people set and what earlier repairs came to; absent = nothing is known of them. */
  record?: TrackRecord;
  /** As the rules that do not ask for it set it; found out while deciding. */
  severity?: Severity;
  /** ID of whoever asks for the change: they do not allow it. */
  requester?: string;
  /** Set where an agent asks for the change: a person decides, whatever the rules say. */
  askedBy?: 'agent';
}
