// The incident as every surface shows it: API, CLI, workflow query, read model (contract: Incident JSON).
import type { ConnectionRef, Provider } from './connection-ref';
import type { PipelineEventKind } from './pipeline-event';
import type { Diagnosis } from './diagnosis';
import type { ApprovalRequirement, Mode, Plan, PlanOption, Severity } from './plan';
import type { Step } from './step';
import type { Verification } from './verification';

export const INCIDENT_STATUSES = [
  'open',
  'diagnosing',
  'awaiting_approval',
  'remediating',
  'verifying',
  'resolved',
  'closed',
  'cancelled',
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

export type IncidentFlag = 'held' | 'snoozed' | 'suppressed' | 'escalated' | 'frozen' | 'handoff';

/** Reasons a person may give for closing; the engine itself closes only as `duplicate`. */
export const CLOSE_REASONS = [
  'fixed_by_human',
  'self_recovered',
  'expected',
  'false_positive',
  'duplicate',
  'wont_fix',
  'no_action_needed',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** How an incident ended. `proof` only for `resolved`. */
export interface Resolution {
  status: 'resolved' | 'closed' | 'cancelled';
  reason: CloseReason | 'verified' | 'rejected' | 'cancelled';
  by: string;
  at: string;
  note?: string;
  proof?: string[];
}

export interface Vote {
  by: string;
  decision: 'approve' | 'reject';
  at: string;
  reason?: string;
  /** Whose vote it is, where that was delegated. */
  onBehalfOf?: string;
}

/** An approval that one person gave alone. */
export interface Bypass {
  by: string;
  reason: string;
  /** ISO 8601 UTC; what is not begun by then needs what policy asks. */
  until: string;
}

/** What may be sent to the incident right now. */
export type Transition =
  'approve' | 'reject' | 'snooze' | 'wake' | 'cancel' | 'close' | 'retry' | 'release' | 'handback';

export interface Incident {
  schemaVersion: 1;
  id: string;
  workflowId: string;
  runId: string;
  provider: Provider;
  account: string;
  connection: {
    id: string;
    name: string;
    service: string;
    destination: string;
    tags: Record<string, string>;
  };
  status: IncidentStatus;
  flags: IncidentFlag[];
  severity: Severity;
  mode: Mode;
  openedAt: string;
  updatedAt: string;
  events: { count: number; last: { kind: PipelineEventKind; at: string; message?: string } };
  diagnosis: Diagnosis | null;
  plan: {
    id: string;
    hash: string;
    playbook: string;
    steps: Step[];
    compensation: Step[];
    options: Pick<PlanOption, 'id' | 'title' | 'consequence'>[];
    policy: Plan['policy'];
  } | null;
  approval: {
    required: boolean;
    quorum: number;
    approvers: ApprovalRequirement['approvers'];
    reason: string;
    votes: Vote[];
    /** Who may approve alone in an emergency. */
    breakGlass: string[];
    bypass: Bypass | null;
    expiresAt: string | null;
    escalation: { at: string | null; to: string[]; done: boolean };
  } | null;
  verification: Verification | null;
  /** What the engine does next by itself, and when: the sentence people read first. */
  next: string;
  resolution?: Resolution;
  availableTransitions: Transition[];
  links: { temporal: string | null; provider: string | null; console: string | null };
}

/** The connection that an incident is about. */
export function connectionOf(
  incident: Pick<Incident, 'provider' | 'account'> & { connection: { id: string } },
): ConnectionRef {
  return {
    provider: incident.provider,
    account: incident.account,
    connectionId: incident.connection.id,
  };
}
