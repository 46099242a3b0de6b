import { openState, type IncidentState } from '../../../domain/incident-state';
import type { Decision } from '../../../domain/messages';
import type { Plan } from '../../../domain/plan';
import { countVote, refusal } from '../../../domain/voting';

const NOW = Date.parse('2026-11-20T12:00:00Z');

function waiting(quorum = 1): IncidentState {
  const state = openState(
    {
      id: 'ev1',
      kind: 'sync_failed',
      provider: 'fivetran',
      account: 'sim',
      connectionId: 'c1',
      occurredAt: '2026-11-20T11:00:00Z',
      source: 'webhook',
    },
    { workflowId: 'incident/fivetran/sim/c1', runId: '12345678-aaaa' },
    '2026-11-20T11:00:01Z',
  );
  const plan: Pick<Plan, 'hash' | 'approval' | 'options'> = {
    hash: 'abc',
    approval: { required: true, quorum, approvers: ['ann', 'bob'], escalateTo: [], reason: 'policy' },
    options: [{ id: 'nothing', title: 'Do nothing', consequence: 'stale', steps: [] }],
  };
  return {
    ...state,
    phase: 'awaiting_approval',
    // Voting reads only these parts of a plan.
    plan: plan as Plan,
    approval: {
      votes: [],
      expiresAt: '2026-11-21T12:00:00Z',
      escalatesAt: '2026-11-20T16:00:00Z',
      escalated: false,
      verdict: 'pending',
    },
  };
}

function refused(state: IncidentState, decision: Partial<Decision>): string | null {
  return refusal(state, { decision: 'approve', by: 'ann', ...decision }, NOW);
}

describe('a decision', () => {
  it('counts when it fits', () => {
    expect(refused(waiting(), { planHash: 'abc' })).toBeNull();
  });

  it.each([
    ['names another plan', { planHash: 'old' }, 'the plan has changed'],
    ['comes from someone who may not decide', { by: 'eve' }, 'eve may not decide'],
    ['is unsigned', { by: '' }, 'who decides'],
    ['picks an option that is not offered', { optionId: 'drop' }, 'no option "drop"'],
  ])('is refused when it %s', (_, decision, why) => {
    expect(refused(waiting(), decision)).toContain(why);
  });

  it('for an option that policy guards more closely needs what the option asks, not what the plan asks', () => {
    const state = waiting(1);
    const approval = { quorum: 2, approvers: ['bob', 'cid'] };
    state.plan?.options.push({ id: 'resync', title: 'r', consequence: 'c', steps: [], approval });
    expect(refused(state, { optionId: 'resync' })).toContain('ann may not decide here; approvers: bob, cid');
    const first = countVote(state, { decision: 'approve', by: 'bob', optionId: 'resync' }, 'now');
    expect(first).toMatchObject({ votes: 1, quorum: 2, verdict: 'pending' });
    const second = countVote(state, { decision: 'approve', by: 'cid', optionId: 'resync' }, 'now');
    expect(second.verdict).toBe('approved');
  });

  it('is refused when nothing waits for it', () => {
    expect(refused({ ...waiting(), phase: 'verifying' }, {})).toContain('nothing waits');
  });

  it('is refused when it comes too late', () => {
    expect(refusal(waiting(), { decision: 'approve', by: 'ann' }, NOW + 48 * 3_600_000)).toContain('expired');
  });

  it('does not count twice for one person', () => {
    const state = waiting(2);
    countVote(state, { decision: 'approve', by: 'ann' }, 'now');
    expect(refused(state, {})).toContain('already voted');
    expect(refused(state, { by: 'bob' })).toBeNull();
  });

  it('decides only when the quorum of distinct people is reached', () => {
    const state = waiting(2);
    expect(countVote(state, { decision: 'approve', by: 'ann' }, 'now').verdict).toBe('pending');
    expect(countVote(state, { decision: 'approve', by: 'bob' }, 'now').verdict).toBe('approved');
  });

  it('ends the approval at the first rejection, and keeps the reason', () => {
    const state = waiting(2);
    const receipt = countVote(state, { decision: 'reject', by: 'bob', reason: 'not tonight' }, 'now');
    expect(receipt.verdict).toBe('rejected');
    expect(state.approval?.votes).toEqual([
      { by: 'bob', decision: 'reject', at: 'now', reason: 'not tonight' },
    ]);
    expect(refused(state, {})).toContain('already decided');
  });

  it('lets a person change their vote while the approval is open', () => {
    const state = waiting(2);
    countVote(state, { decision: 'approve', by: 'ann' }, 'now');
    expect(refused(state, { decision: 'reject' })).toBeNull();
  });
});
