// What will be done, who must allow it, and what else could be done: data, decided once in an activity.
import type { ConfidenceBand } from './diagnosis';
import type { SuggestedAction } from './failure-class';
import type { Step } from './step';

export type Mode = 'monitor' | 'recommend' | 'automate';
export type Severity = 'critical' | 'high' | 'warning' | 'info';

/** Every duration of an incident, so that replay and audit see what was in force. Milliseconds. */
export interface Timings {
  approvalExpiresMs: number;
  approvalEscalatesMs: number;
  /** How long after an act its effect may still appear. Must exceed the client's write timeout. */
  settleMs: number;
  readBackEveryMs: number;
  verifyWithinMs: number;
  /** Verification waits for at least this many schedule intervals; 0 = `verifyWithinMs` alone. */
  verifyAtLeastIntervals: number;
  verifyPollMs: number;
  handoffPollMs: number;
  /** A run longer than this, and longer than `stuckFactor` times its usual length, is stuck. */
  stuckAfterMs: number;
  /** Pause before a plain retry, so that the provider's own retries come first. */
  retryBackoffMs: number;
}

export interface ApprovalRequirement {
  required: boolean;
  quorum: number;
  /** People who may decide; resolved from config/people.yaml when the plan was made. */
  approvers: string[];
  /** Who is told when nobody decides in time. */
  escalateTo: string[];
  /** Who is told if that does not help either, and when, milliseconds after the request; soonest first. */
  escalateFurther?: { afterMs: number; to: string[] }[];
  /** Who may approve alone in an emergency; absent in plans of earlier versions. */
  breakGlass?: string[];
  reason: string;
}

export interface PolicyVerdict {
  /** File and rule that set the mode, such as `default#retry-transient`. */
  rule: string;
  version: string;
  /** SHA-256 over all policy files. */
  hash: string;
  /** All rules that matched, strictest approval first. */
  matched: string[];
}

export interface PlanOption {
  id: string;
  title: string;
  /** What it costs, destroys or loses by waiting, in words. */
  consequence: string;
  steps: Step[];
  /** Set where policy asks more for this option than for the plan itself. */
  approval?: Pick<ApprovalRequirement, 'quorum' | 'approvers'>;
}

export interface Plan {
  id: string;
  /** SHA-256 over everything a person approves: steps, options, requirement. A decision names it. */
  hash: string;
  /** `reauth@1`. */
  playbook: string;
  playbookHash: string;
  rulesHash: string;
  action: SuggestedAction;
  mode: Mode;
  severity: Severity;
  band: ConfidenceBand;
  steps: Step[];
  /** Alternatives, "do nothing" always among them. */
  options: PlanOption[];
  policy: PolicyVerdict;
  approval: ApprovalRequirement;
  timings: Timings;
  /** Why what a person asked for is not done; the plan is empty then. */
  refusal?: string;
  createdAt: string;
}
