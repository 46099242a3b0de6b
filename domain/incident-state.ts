// Everything an incident knows, as plain JSON: it survives continue-as-new whole and is what the view is made of.
import type { AuditEntry } from './audit-entry';
import { publicIncidentId, type ConnectionRef } from './connection-ref';
import type { SyncSchedule } from './connection-state';
import type { Diagnosis, Symptom } from './diagnosis';
import type { Bypass, IncidentFlag, IncidentStatus, Resolution, Vote } from './incident';
import type { Attempt } from './memory/past-case';
import type { Control } from './messages';
import type { PipelineEvent } from './pipeline-event';
import type { Mode, Plan, Severity } from './plan';
import type { Baseline } from './recovery';
import type { Step, Undo } from './step';
import type { Verification } from './verification';

/** Chapters of the story; each is one function of the workflow and can be entered again after a restart. */
export type Phase =
  | 'opening'
  | 'diagnosing'
  | 'planning'
  | 'awaiting_approval'
  | 'remediating'
  | 'verifying'
  /** The engine has done what it may; it watches for proof and a person decides. */
  | 'escalated'
  | 'over';

export interface ApprovalState {
  votes: Vote[];
  expiresAt: string;
  escalatesAt: string;
  escalated: boolean;
  verdict: 'pending' | 'approved' | 'rejected' | 'expired';
  /** Set when one person approved alone. */
  bypass?: Bypass;
  /** Steps of the escalation chain that were taken; absent in states of earlier versions. */
  escalations?: number;
  /** Alternative picked by the approvers. */
  optionId?: string;
}

export interface IncidentState {
  id: string;
  workflowId: string;
  /** First run's ID: stays the same across continue-as-new. */
  runId: string;
  ref: ConnectionRef;
  phase: Phase;
  flags: IncidentFlag[];
  severity: Severity;
  mode: Mode;
  openedAt: string;
  updatedAt: string;
  connection: { name: string; service: string; destination: string; tags: Record<string, string> };
  providerUrl: string | null;
  /** As the provider said at the last diagnosis. */
  active: boolean;
  schedule: SyncSchedule | null;
  firstEvent: PipelineEvent;
  lastEvent: PipelineEvent;
  eventCount: number;
  /** Newest LIMITS.eventIdsRememberedMax event IDs. */
  eventIds: string[];
  firstEventHeard: boolean;
  diagnosis: Diagnosis | null;
  /** What a failed verification taught; input of the re-plan. */
  learned: { symptom: Symptom; detail: string } | null;
  plan: Plan | null;
  plansMade: number;
  /** What was carried out and whether it helped; absent in states of earlier versions. */
  attempts?: Attempt[];
  approval: ApprovalState | null;
  stepIndex: number;
  /** Undo of applied steps that the plan has not yet undone itself, oldest first. */
  undo: Undo[];
  compensation: Step[];
  /** What the next successful sync is measured against. */
  baseline: Baseline | null;
  /** Provider timestamps of successes seen since the baseline, for the two-in-a-row fallback. */
  successesSeen: string[];
  lastActAt: string | null;
  verification: Verification | null;
  snoozedUntil: string | null;
  /** Commands accepted but not yet obeyed. */
  orders: Control[];
  handedBack: boolean;
  resolution: Resolution | null;
  next: string;
  auditCount: number;
  /** Audit rows not yet written. */
  unwritten: AuditEntry[];
}

/** State of an incident that has just been opened by `event`. */
export function openState(
  event: PipelineEvent,
  ids: { workflowId: string; runId: string },
  now: string,
): IncidentState {
  const { provider, account, connectionId } = event;
  return {
    id: publicIncidentId(ids.runId),
    workflowId: ids.workflowId,
    runId: ids.runId,
    ref: { provider, account, connectionId },
    phase: 'opening',
    flags: [],
    severity: 'high',
    mode: 'recommend',
    openedAt: now,
    updatedAt: now,
    connection: {
      name: event.connectionName ?? connectionId,
      service: 'unknown',
      destination: 'unknown',
      tags: {},
    },
    providerUrl: null,
    active: true,
    schedule: null,
    firstEvent: event,
    lastEvent: event,
    eventCount: 1,
    eventIds: [event.id],
    firstEventHeard: false,
    diagnosis: null,
    learned: null,
    plan: null,
    plansMade: 0,
    approval: null,
    stepIndex: 0,
    undo: [],
    compensation: [],
    baseline: null,
    successesSeen: [],
    lastActAt: null,
    verification: null,
    snoozedUntil: null,
    orders: [],
    handedBack: false,
    resolution: null,
    next: 'Reading facts from the provider.',
    auditCount: 0,
    unwritten: [],
  };
}

/** Status of the contract for a chapter of the story. */
export function statusOf(state: Pick<IncidentState, 'phase' | 'resolution'>): IncidentStatus {
  switch (state.phase) {
    case 'opening':
    case 'escalated':
      return 'open';
    case 'diagnosing':
    case 'planning':
      return 'diagnosing';
    case 'over':
      return state.resolution?.status ?? 'closed';
    case 'awaiting_approval':
    case 'remediating':
    case 'verifying':
      return state.phase;
  }
}
