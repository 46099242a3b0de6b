import fc from 'fast-check';
import { openState, type IncidentState } from '../../../domain/incident-state';
import { LIMITS } from '../../../domain/limits';
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

  it('of whoever asked for the change can only be a no, even where they are no approver', () => {
    const state = waiting();
    const request = { by: 'zoe', reason: 'r', steps: [] };
    state.firstEvent = { ...state.firstEvent, request };
    expect(refused(state, { by: 'zoe' })).toContain(
      'zoe asked for this change; somebody else must approve it',
    );
    expect(refused(state, { by: 'zoe', decision: 'reject' })).toBeNull();
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

/** `requester` asked for the change that the plan makes. */
function waitingFor({ quorum = 2, approvers = ['ann', 'bob', 'cid'], breakGlass, requester }: Waiting = {}) {
  const state = waiting(quorum);
  if (!state.plan) throw new Error('waiting has a plan');
  state.plan.approval = { ...state.plan.approval, approvers, ...(breakGlass && { breakGlass }) };
  // Only who asked matters to a vote.
  const request = { by: requester } as IncidentState['firstEvent']['request'];
  if (requester !== undefined && request) state.firstEvent = { ...state.firstEvent, request };
  return state;
}

interface Waiting {
  quorum?: number;
  approvers?: string[];
  breakGlass?: string[];
  requester?: string;
}

/** What became of one decision: why it does not count, or the verdict. */
function cast(state: IncidentState, decision: Partial<Decision>): string {
  const full: Decision = { decision: 'approve', by: 'ann', ...decision };
  return refusal(state, full, NOW) ?? countVote(state, full, new Date(NOW).toISOString()).verdict;
}

describe('a delegated vote', () => {
  it('counts as the vote of whoever gave it, also when the delegate could not vote themselves', () => {
    const state = waitingFor();
    expect(cast(state, { by: 'dee' })).toContain('dee may not decide here');
    expect(cast(state, { by: 'dee', onBehalfOf: 'ann' })).toBe('pending');
    expect(state.approval?.votes).toMatchObject([{ by: 'dee', onBehalfOf: 'ann', decision: 'approve' }]);
    expect(cast(state, { by: 'bob' })).toBe('approved');
  });

  it('does not count for somebody who may not vote', () => {
    expect(cast(waitingFor(), { by: 'ann', onBehalfOf: 'eve' })).toContain('eve may not decide here');
  });

  it.each<[string, Partial<Decision>, Partial<Decision>]>([
    ['whoever has voted is not voted for', { by: 'ann' }, { by: 'bob', onBehalfOf: 'ann' }],
    ['whoever was voted for does not vote', { by: 'bob', onBehalfOf: 'ann' }, { by: 'ann' }],
    ['whoever has voted does not vote for another', { by: 'bob' }, { by: 'bob', onBehalfOf: 'ann' }],
    ['whoever has voted for another does not vote', { by: 'bob', onBehalfOf: 'ann' }, { by: 'bob' }],
    ['nobody votes for two', { by: 'dee', onBehalfOf: 'ann' }, { by: 'dee', onBehalfOf: 'bob' }],
    ['nobody is voted for by two', { by: 'dee', onBehalfOf: 'ann' }, { by: 'eve', onBehalfOf: 'ann' }],
    ['nor in a circle', { by: 'ann', onBehalfOf: 'bob' }, { by: 'bob', onBehalfOf: 'ann' }],
    ['nor in a chain', { by: 'ann', onBehalfOf: 'bob' }, { by: 'cid', onBehalfOf: 'ann' }],
  ])('one person, one vote: %s', (_, first, second) => {
    for (const decision of ['approve', 'reject'] as const) {
      const state = waitingFor({ quorum: 3 });
      expect(cast(state, first)).toBe('pending');
      expect(cast(state, { ...second, decision })).toContain('one person, one vote');
      expect(state.approval?.votes).toHaveLength(1);
    }
  });

  it('may be changed by the one who cast it', () => {
    const state = waitingFor();
    const delegated = { by: 'dee', onBehalfOf: 'ann' };
    expect(cast(state, delegated)).toBe('pending');
    expect(cast(state, delegated)).toContain('ann has already voted to approve');
    expect(cast(state, { ...delegated, decision: 'reject' })).toBe('rejected');
    expect(state.approval?.votes).toHaveLength(1);
  });
});

describe('whoever asked for a change', () => {
  it.each<[string, Partial<Decision>]>([
    ['themselves', { by: 'ann' }],
    ['through a delegate', { by: 'bob', onBehalfOf: 'ann' }],
    ['as the delegate of another', { by: 'ann', onBehalfOf: 'bob' }],
    ['by breaking glass', { by: 'ann', reason: 'it is an emergency', breakGlass: { forMs: 1000 } }],
    [
      'through a delegate who breaks glass',
      { by: 'bob', onBehalfOf: 'ann', reason: 'it is an emergency', breakGlass: { forMs: 1000 } },
    ],
  ])('does not approve it %s', (_, decision) => {
    const state = waitingFor({ requester: 'ann', breakGlass: ['ann', 'bob'] });
    expect(cast(state, decision)).toContain('somebody else must approve it');
  });

  it('may still reject it', () => {
    expect(cast(waitingFor({ requester: 'ann' }), { decision: 'reject' })).toBe('rejected');
  });
});

describe('a changed mind', () => {
  it('takes the alternative instead, as long as nobody else has voted', () => {
    const state = waitingFor();
    expect(cast(state, {})).toBe('pending');
    expect(cast(state, { optionId: 'nothing' })).toBe('pending');
    expect(state.approval).toMatchObject({ optionId: 'nothing', votes: [{ by: 'ann' }] });
    expect(cast(state, { by: 'bob' })).toContain('an earlier vote chose option "nothing"');
    expect(cast(state, { by: 'bob', optionId: 'nothing' })).toBe('approved');
  });

  it('does not move the vote of another to something they did not read', () => {
    const state = waitingFor({ quorum: 3 });
    cast(state, {});
    cast(state, { by: 'bob' });
    expect(cast(state, { optionId: 'nothing' })).toContain('already voted to approve');
    expect(cast(state, { by: 'cid', optionId: 'nothing' })).toContain(
      'earlier votes approved the plan as it is',
    );
  });
});

describe('break-glass', () => {
  const glass = { by: 'cid', reason: 'the board meets at noon', breakGlass: { forMs: LIMITS.breakGlassMs } };
  const state = (breakGlass?: string[]) => waitingFor({ quorum: 3, ...(breakGlass && { breakGlass }) });

  it('approves alone, whatever the quorum, and says who, why and until when', () => {
    const open = state(['cid']);
    expect(cast(open, glass)).toBe('approved');
    expect(open.approval?.bypass).toEqual({
      ...{ by: 'cid', reason: 'the board meets at noon', until: '2026-11-20T13:00:00.000Z' },
    });
  });

  it.each<[string, Partial<Decision>, string]>([
    ['by somebody whom policy does not name', { by: 'ann' }, 'ann may not break glass here; who may: cid'],
    ['to reject', { decision: 'reject' }, 'to reject needs no glass broken'],
    ['without a reason', { reason: ' '.repeat(40) }, 'needs a reason'],
    ['with a word for a reason', { reason: 'urgent' }, 'needs a reason'],
    ['for no time', { breakGlass: { forMs: 0 } }, 'lasts at most'],
    ['for longer than a day of work', { breakGlass: { forMs: LIMITS.breakGlassMsMax + 1 } }, 'lasts at most'],
    ['for a time that is no number', { breakGlass: { forMs: Number.NaN } }, 'lasts at most'],
    ['for a plan that has changed', { planHash: 'old' }, 'the plan has changed'],
  ])('is refused %s', (_, changes, why) => {
    expect(cast(state(['cid']), { ...glass, ...changes })).toContain(why);
  });

  it("is nobody's where policy names nobody, as in plans of earlier versions", () => {
    expect(cast(state(), glass)).toContain('nobody, by policy');
    expect(cast(state([]), glass)).toContain('nobody, by policy');
  });
});

describe('whatever is voted in whatever order', () => {
  const APPROVERS = ['ann', 'bob', 'cid'];
  const person = fc.constantFrom('ann', 'bob', 'cid', 'dee');
  const votes = fc.array(
    fc.record({
      by: person,
      onBehalfOf: fc.option(person, { nil: undefined, freq: 2 }),
      decision: fc.constantFrom(
        'approve' as const,
        'approve' as const,
        'approve' as const,
        'reject' as const,
      ),
      optionId: fc.option(fc.constantFrom('nothing', 'guarded'), { nil: undefined, freq: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const start = fc.record({
    quorum: fc.integer({ min: 1, max: 3 }),
    guarded: fc.integer({ min: 1, max: 3 }),
    requester: fc.option(person, { nil: undefined }),
    votes,
  });

  it('a quorum is people, never votes; nobody speaks twice; what was decided stays decided', () => {
    fc.assert(
      fc.property(start, ({ quorum, guarded, requester, votes: all }) => {
        const state = waitingFor({ quorum, approvers: APPROVERS, ...(requester && { requester }) });
        const approval = { quorum: guarded, approvers: ['bob', 'cid'] };
        state.plan?.options.push({ id: 'guarded', title: 'g', consequence: 'c', steps: [], approval });
        for (const { onBehalfOf, optionId, ...vote } of all) {
          const before = state.approval?.verdict;
          const outcome = cast(state, {
            ...vote,
            ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
            ...(optionId === undefined ? {} : { optionId }),
          });
          if (before !== 'pending') expect(outcome).toBe(`already decided: ${before}`);
        }
        const { votes: counted = [], verdict, optionId } = state.approval ?? {};
        const speaking = counted.flatMap((vote) => [...new Set([vote.by, vote.onBehalfOf ?? vote.by])]);
        expect(new Set(speaking).size).toBe(speaking.length);
        const approving = counted.filter((vote) => vote.decision === 'approve');
        const people = new Set(approving.map((vote) => vote.onBehalfOf ?? vote.by));
        const [needed, may] = optionId === 'guarded' ? [guarded, ['bob', 'cid']] : [quorum, APPROVERS];
        expect([...people].filter((one) => !may.includes(one))).toEqual([]);
        const rejected = counted.some((vote) => vote.decision === 'reject');
        expect(verdict).toBe(rejected ? 'rejected' : people.size >= needed ? 'approved' : 'pending');
        if (requester !== undefined)
          for (const vote of approving) expect([vote.by, vote.onBehalfOf]).not.toContain(requester);
      }),
      { numRuns: 4000 },
    );
  });
});
