// May this decision count, and what does it decide? One pure answer for update, signal, API and CLI.
import type { IncidentState } from './incident-state';
import { statusOf } from './incident-state';
import type { Decision, DecisionReceipt } from './messages';
import { LIMITS } from './limits';
import type { ApprovalRequirement, Plan } from './plan';

/** Why a decision is refused, or `null` when it counts. Changes nothing. */
export function refusal(state: IncidentState, decision: Decision, nowMs: number): string | null {
  const { plan, approval } = state;
  if (decision.decision !== 'approve' && decision.decision !== 'reject')
    return 'decision must be "approve" or "reject"';
  if (!decision.by) return 'a decision needs "by": who decides';
  if ((decision.reason?.length ?? 0) > LIMITS.reasonCharsMax)
    return `the reason is longer than ${LIMITS.reasonCharsMax} characters`;
  if (approval?.verdict === 'expired')
    return `the approval expired at ${approval.expiresAt}; send "retry" for a new plan`;
  if (state.phase !== 'awaiting_approval' || !plan || !approval) {
    return `nothing waits for a decision: the incident is ${statusOf(state)}`;
  }
  if (approval.verdict !== 'pending') return `already decided: ${approval.verdict}`;
  if (Date.parse(approval.expiresAt) <= nowMs) return `the approval expired at ${approval.expiresAt}`;
  if (decision.planHash !== undefined && decision.planHash !== plan.hash) {
    return `the plan has changed: you decided on ${decision.planHash.slice(0, 12)}, the plan is now ${plan.hash.slice(0, 12)}`;
  }
  const { approvers } = requirementOf(plan, decision);
  if (!approvers.includes(decision.by)) {
    return `${decision.by} may not decide here; approvers: ${approvers.join(', ') || 'nobody (see config/people.yaml)'}`;
  }
  if (decision.decision === 'approve' && state.firstEvent.request?.by === decision.by)
    return `${decision.by} asked for this change; somebody else must approve it`;
  if (decision.optionId !== undefined && !plan.options.some((o) => o.id === decision.optionId)) {
    return `the plan has no option "${decision.optionId}"; it offers: ${plan.options.map((o) => o.id).join(', ')}`;
  }
  if (approval.votes.some((v) => v.by === decision.by && v.decision === decision.decision)) {
    return `${decision.by} has already voted to ${decision.decision}`;
  }
  if (
    decision.decision === 'approve' &&
    approval.optionId !== undefined &&
    approval.optionId !== decision.optionId
  ) {
    return `an earlier vote chose option "${approval.optionId}"; vote for the same or reject`;
  }
  if (decision.optionId !== undefined && approval.optionId === undefined && approval.votes.length > 0) {
    return 'earlier votes approved the plan as it is; reject it to ask for another';
  }
  return null;
}

/** An option may need more people than the plan that offers it; to reject needs no more than the plan. */
function requirementOf(
  plan: Plan,
  { decision, optionId }: Pick<Decision, 'decision' | 'optionId'>,
): Pick<ApprovalRequirement, 'quorum' | 'approvers'> {
  const option = decision === 'approve' ? plan.options.find((o) => o.id === optionId) : undefined;
  return option?.approval ?? plan.approval;
}

/** Counts a decision that `refusal` let through; one rejection decides, approvals need the quorum of distinct people. */
export function countVote(state: IncidentState, decision: Decision, at: string): DecisionReceipt {
  const { approval, plan } = state;
  if (!approval || !plan) throw new Error('countVote needs a decision that was not refused');
  approval.votes = approval.votes.filter((v) => v.by !== decision.by);
  approval.votes.push({
    by: decision.by,
    decision: decision.decision,
    at,
    ...(decision.reason === undefined ? {} : { reason: decision.reason }),
  });
  if (decision.optionId !== undefined) approval.optionId = decision.optionId;
  const approvals = approval.votes.filter((v) => v.decision === 'approve').length;
  const { quorum } = requirementOf(plan, decision);
  if (decision.decision === 'reject') approval.verdict = 'rejected';
  else if (approvals >= quorum) approval.verdict = 'approved';
  return {
    incidentId: state.id,
    decision: decision.decision,
    by: decision.by,
    planHash: plan.hash,
    votes: approvals,
    quorum,
    verdict: approval.verdict === 'expired' ? 'pending' : approval.verdict,
  };
}
