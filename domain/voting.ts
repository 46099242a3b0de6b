// May this decision count, and what does it decide? One pure answer for update, signal, API and CLI.
import type { IncidentState } from './incident-state';
import { statusOf } from './incident-state';
import type { Vote } from './incident';
import type { Decision, DecisionReceipt } from './messages';
import { LIMITS } from './limits';
import type { ApprovalRequirement, Plan } from './plan';

/** Why a decision is refused, or `null` when it counts. Changes nothing. */
export function refusal(state: IncidentState, decision: Decision, nowMs: number): string | null {
  const { plan, approval } = state;
  const malformed = malformation(decision);
  if (malformed !== null) return malformed;
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
  if (decision.optionId !== undefined && !plan.options.some((o) => o.id === decision.optionId)) {
    return `the plan has no option "${decision.optionId}"; it offers: ${plan.options.map((o) => o.id).join(', ')}`;
  }
  if (decision.breakGlass) return bypassRefusal(plan, decision) ?? ownRequest(state, decision);
  return voterRefusal(state, plan, decision) ?? voteRefusal(approval.votes, approval.optionId, decision);
}

function malformation({ decision, by, reason }: Decision): string | null {
  if (decision !== 'approve' && decision !== 'reject') return 'decision must be "approve" or "reject"';
  if (!by) return 'a decision needs "by": who decides';
  if ((reason?.length ?? 0) > LIMITS.reasonCharsMax)
    return `the reason is longer than ${LIMITS.reasonCharsMax} characters`;
  return null;
}

/** Alone, so only by those whom policy names for that, and never without a word. */
function bypassRefusal(plan: Plan, { decision, by, reason = '', breakGlass }: Decision): string | null {
  if (decision !== 'approve') return 'break-glass approves; to reject needs no glass broken';
  const may = plan.approval.breakGlass ?? [];
  if (!may.includes(by))
    return `${by} may not break glass here; who may: ${may.join(', ') || 'nobody, by policy'}`;
  if (reason.trim().length < LIMITS.breakGlassReasonCharsMin)
    return `break-glass needs a reason of at least ${LIMITS.breakGlassReasonCharsMin} characters: everybody will read it`;
  const forMs = breakGlass?.forMs ?? 0;
  if (!(forMs > 0 && forMs <= LIMITS.breakGlassMsMax))
    return `break-glass lasts at most ${LIMITS.breakGlassMsMax / 3_600_000} hours`;
  return null;
}

function voterRefusal(state: IncidentState, plan: Plan, decision: Decision): string | null {
  const own = ownRequest(state, decision);
  if (own !== null) return own;
  // Whoever asks may take it back.
  if (decision.decision === 'reject' && state.firstEvent.request?.by === decision.by) return null;
  const voter = voterOf(decision);
  const { approvers } = requirementOf(plan, decision);
  if (!approvers.includes(voter)) {
    return `${voter} may not decide here; approvers: ${approvers.join(', ') || 'nobody (see config/people.yaml)'}`;
  }
  return null;
}

/** Four eyes: whoever asks for a change does not allow it, for themselves or for another. */
function ownRequest({ firstEvent }: IncidentState, { decision, by, onBehalfOf }: Decision): string | null {
  const requester = firstEvent.request?.by;
  if (decision !== 'approve' || requester === undefined) return null;
  if (requester !== by && requester !== onBehalfOf) return null;
  return `${requester} asked for this change; somebody else must approve it`;
}

/** Quorum counts people: nobody speaks twice, neither for themselves nor for another. */
function voteRefusal(
  votes: readonly Vote[],
  optionId: string | undefined,
  decision: Decision,
): string | null {
  const { by, onBehalfOf } = decision;
  const others = votes.filter((vote) => !isBySame(vote, decision));
  const clash = others.find((vote) => peopleIn(vote).some((one) => one === by || one === onBehalfOf));
  if (clash)
    return `${clash.by} has already voted${clash.onBehalfOf ? ` for ${clash.onBehalfOf}` : ''}: one person, one vote`;
  const own = votes.find((vote) => isBySame(vote, decision));
  // Whoever has voted alone may still change their mind, also about the alternative.
  const alone = others.length === 0;
  if (own?.decision === decision.decision && (!alone || optionId === decision.optionId)) {
    return `${voterOf(decision)} has already voted to ${decision.decision}`;
  }
  if (decision.decision === 'reject' || alone) return null;
  if (optionId !== undefined && optionId !== decision.optionId)
    return `an earlier vote chose option "${optionId}"; vote for the same or reject`;
  if (decision.optionId !== undefined && optionId === undefined)
    return 'earlier votes approved the plan as it is; reject it to ask for another';
  return null;
}

/** Whose vote it is. */
export function voterOf({ by, onBehalfOf }: Pick<Vote, 'by' | 'onBehalfOf'>): string {
  return onBehalfOf ?? by;
}

function isBySame(vote: Vote, decision: Decision): boolean {
  return vote.by === decision.by && vote.onBehalfOf === decision.onBehalfOf;
}

function peopleIn({ by, onBehalfOf }: Vote): string[] {
  return onBehalfOf === undefined ? [by] : [by, onBehalfOf];
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
  approval.votes = approval.votes.filter((vote) => !isBySame(vote, decision));
  const { by, reason, onBehalfOf, breakGlass } = decision;
  approval.votes.push({
    ...{ by, decision: decision.decision, at },
    ...(reason === undefined ? {} : { reason }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  });
  if (decision.decision === 'approve') {
    delete approval.optionId;
    if (decision.optionId !== undefined) approval.optionId = decision.optionId;
  }
  const approvals = approval.votes.filter((vote) => vote.decision === 'approve').length;
  const { quorum } = requirementOf(plan, decision);
  if (breakGlass)
    approval.bypass = {
      by,
      reason: reason ?? '',
      until: new Date(Date.parse(at) + breakGlass.forMs).toISOString(),
    };
  if (decision.decision === 'reject') approval.verdict = 'rejected';
  else if (breakGlass || approvals >= quorum) approval.verdict = 'approved';
  return {
    ...{
      incidentId: state.id,
      decision: decision.decision,
      by,
      planHash: plan.hash,
      votes: approvals,
      quorum,
    },
    verdict: approval.verdict === 'expired' ? 'pending' : approval.verdict,
  };
}
