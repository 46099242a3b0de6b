// Waiting for people: on their time scale, with an escalation on the way and an end.
import type { ApprovalState, Phase } from '../../domain/incident-state';
import { judge } from './judge';
import type { OpenIncident } from './open-incident';
import { recoveredByItself } from './verify';

/** Opens the approval, or goes on waiting in one opened before. */
export async function approval(inc: OpenIncident): Promise<Phase> {
  const { state } = inc;
  const { plan } = state;
  if (!plan) return 'diagnosing';
  await inc.awake();
  const open = (state.approval ??= request(inc));
  while (open.verdict === 'pending') {
    const seen = votesOf(open);
    const { at } = nextEscalation(inc, open) ?? { at: open.expiresAt };
    await inc.wait({
      summary: waitingFor(inc, open),
      until: earlier(at, open.expiresAt),
      // A vote that decides nothing yet is shown all the same.
      wake: () =>
        open.verdict !== 'pending' || inc.news.length > 0 || (inc.tellsAtOnce && votesOf(open) !== seen),
    });
    if (open.verdict !== 'pending') break;
    if (await recoveredByItself(inc)) return 'verifying';
    escalateWhatIsDue(inc, open);
    if (Date.parse(open.expiresAt) <= Date.now()) open.verdict = 'expired';
  }
  switch (open.verdict) {
    case 'approved':
      if (open.optionId !== undefined) state.stepIndex = 0;
      return 'remediating';
    case 'rejected':
      return rejected(inc);
    case 'expired':
      inc.note('system', 'approval.expired', { planHash: plan.hash, expiresAt: open.expiresAt });
      return 'escalated';
  }
}

function request(inc: OpenIncident) {
  const { plan } = inc.state;
  if (!plan) throw new Error('an approval needs a plan');
  const now = Date.now();
  inc.note('system', 'approval.requested', {
    planHash: plan.hash,
    quorum: plan.approval.quorum,
    approvers: plan.approval.approvers,
    reason: plan.approval.reason,
  });
  return {
    votes: [],
    expiresAt: new Date(now + plan.timings.approvalExpiresMs).toISOString(),
    escalatesAt: new Date(now + plan.timings.approvalEscalatesMs).toISOString(),
    escalated: false,
    verdict: 'pending' as const,
  };
}

function waitingFor(inc: OpenIncident, open: ApprovalState): string {
  const next = nextEscalation(inc, open);
  const quorum = inc.state.plan?.approval.quorum ?? 1;
  const has = open.votes.filter((vote) => vote.decision === 'approve').length;
  const missing = has === 0 ? `${quorum} approval(s)` : `${quorum - has} more approval(s) of ${quorum}`;
  return `Waiting for ${missing} until ${open.expiresAt}; ${next ? `escalates at ${next.at}` : 'escalated'}`;
}

/** The next people to be told that nobody has decided; `null` when all have been. */
function nextEscalation(inc: OpenIncident, open: ApprovalState): { at: string; to: string[] } | null {
  const { plan } = inc.state;
  const taken = open.escalations ?? (open.escalated ? 1 : 0);
  if (taken === 0) return { at: open.escalatesAt, to: plan?.approval.escalateTo ?? [] };
  const further = plan?.approval.escalateFurther?.[taken - 1];
  if (!further || !plan) return null;
  const requestedMs = Date.parse(open.escalatesAt) - plan.timings.approvalEscalatesMs;
  return { at: new Date(requestedMs + further.afterMs).toISOString(), to: further.to };
}

function escalateWhatIsDue(inc: OpenIncident, open: ApprovalState): void {
  for (let next = nextEscalation(inc, open); next; next = nextEscalation(inc, open)) {
    if (Date.parse(next.at) > Date.now()) return;
    open.escalations = (open.escalations ?? (open.escalated ? 1 : 0)) + 1;
    open.escalated = true;
    inc.flag('escalated', true);
    inc.note('system', 'approval.escalated', { to: next.to, expiresAt: open.expiresAt });
  }
}

function votesOf({ votes }: ApprovalState): string {
  return JSON.stringify(votes);
}

function rejected(inc: OpenIncident): Phase {
  judge(inc, 'declined');
  const vote = inc.state.approval?.votes.find((v) => v.decision === 'reject');
  inc.state.resolution = {
    status: 'closed',
    reason: 'rejected',
    by: vote?.by ?? 'unknown',
    at: new Date().toISOString(),
    ...(vote?.reason === undefined ? {} : { note: vote.reason }),
  };
  return 'over';
}

function earlier(a: string, b: string): string {
  return Date.parse(a) <= Date.parse(b) ? a : b;
}
