// From what the incident knows to what every surface shows.
import { availableTransitions } from './control';
import type { Incident } from './incident';
import { statusOf, type IncidentState } from './incident-state';
import type { ApprovalRequirement } from './plan';

/** The contract's Incident JSON; `links.temporal` and `links.console` are added by whoever knows those addresses. */
export function incidentView(state: IncidentState): Incident {
  const { plan, approval, lastEvent } = state;
  return {
    schemaVersion: 1,
    id: state.id,
    workflowId: state.workflowId,
    runId: state.runId,
    provider: state.ref.provider,
    account: state.ref.account,
    connection: { id: state.ref.connectionId, ...state.connection },
    status: statusOf(state),
    flags: [...state.flags],
    severity: state.severity,
    mode: state.mode,
    openedAt: state.openedAt,
    updatedAt: state.updatedAt,
    events: {
      count: state.eventCount,
      last: {
        kind: lastEvent.kind,
        at: lastEvent.occurredAt,
        ...(lastEvent.message === undefined ? {} : { message: lastEvent.message.slice(0, 500) }),
      },
    },
    diagnosis: state.diagnosis,
    plan: plan && {
      id: plan.id,
      hash: plan.hash,
      playbook: plan.playbook,
      steps: plan.steps,
      compensation: state.compensation,
      options: plan.options.map(({ id, title, consequence }) => ({ id, title, consequence })),
      policy: plan.policy,
    },
    approval: plan && {
      required: plan.approval.required,
      quorum: plan.approval.quorum,
      approvers: plan.approval.approvers,
      reason: plan.approval.reason,
      votes: approval?.votes ?? [],
      breakGlass: plan.approval.breakGlass ?? [],
      bypass: approval?.bypass ?? null,
      expiresAt: approval?.expiresAt ?? null,
      escalation: {
        at: approval?.escalatesAt ?? null,
        to: escalatedTo(plan.approval, approval?.escalations ?? 0),
        done: approval?.escalated ?? false,
      },
    },
    verification: state.verification,
    next: state.next,
    ...(state.resolution ? { resolution: state.resolution } : {}),
    availableTransitions: availableTransitions(state),
    links: { temporal: null, provider: state.providerUrl, console: null },
  };
}

/** Everybody whom the chain has reached, the first ones before it has. */
function escalatedTo({ escalateTo, escalateFurther = [] }: ApprovalRequirement, taken: number): string[] {
  const further = escalateFurther.slice(0, Math.max(0, taken - 1)).flatMap(({ to }) => to);
  return [...new Set([...escalateTo, ...further])];
}
