// Waiting for people: on their time scale, with an escalation on the way and an end.
import type { Phase } from '../../domain/incident-state';
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
    const until = open.escalated ? open.expiresAt : earlier(open.escalatesAt, open.expiresAt);
    await inc.wait({
      summary: `Waiting for ${plan.approval.quorum} approval(s) until ${open.expiresAt}; ${open.escalated ? 'escalated' : `escalates at ${open.escalatesAt}`}`,
      until,
      wake: () => open.verdict !== 'pending' || inc.news.length > 0,
    });
    if (open.verdict !== 'pending') break;
    if (await recoveredByItself(inc)) return 'verifying';
    if (!open.escalated && Date.parse(open.escalatesAt) <= Date.now()) escalate(inc);
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

function escalate(inc: OpenIncident): void {
  const { approval: open, plan } = inc.state;
  if (!open || !plan) return;
  open.escalated = true;
  inc.flag('escalated', true);
  inc.note('system', 'approval.escalated', { to: plan.approval.escalateTo, expiresAt: open.expiresAt });
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
