import fc from 'fast-check';
import type { Person } from '../../../../domain/person';
import type { Timings } from '../../../../domain/plan';
import { decide } from '../../../../domain/policy/decide';
import type { PolicyRule, PolicySet, PolicySubject } from '../../../../domain/policy/policy';

const TIMINGS: Timings = {
  approvalExpiresMs: 1000,
  approvalEscalatesMs: 500,
  settleMs: 10,
  readBackEveryMs: 1,
  verifyWithinMs: 100,
  verifyAtLeastIntervals: 3,
  verifyPollMs: 1,
  handoffPollMs: 1,
  stuckAfterMs: 1,
  retryBackoffMs: 5,
};

const PEOPLE: Person[] = [
  { id: 'ada', name: 'Ada', role: 'admin', groups: ['data', 'finance'] },
  { id: 'bob', name: 'Bob', role: 'approver', groups: ['data'] },
  { id: 'cy', name: 'Cy', role: 'operator', groups: ['data', 'finance'] },
];

const SUBJECT: PolicySubject = {
  ref: { provider: 'fivetran', account: 'prod', connectionId: 'orders_eu' },
  tags: { env: 'prod' },
  class: 'network_transient',
  band: 'high',
  symptom: 'failed',
  action: 'retry_with_backoff',
  steps: ['wait', 'trigger_sync'],
};

const rule = (id: string, more: Partial<PolicyRule> = {}): PolicyRule => ({
  id,
  why: `why ${id}`,
  match: {},
  ...more,
});

const set = (...rules: PolicyRule[]): PolicySet => ({
  files: [{ name: 'p', version: '1', rules }],
  defaults: { mode: 'recommend', severity: 'high', approval: { quorum: 1 }, timings: TIMINGS },
});

const decided = (rules: PolicyRule[], more: Partial<PolicySubject> = {}) =>
  decide({ policies: set(...rules), people: PEOPLE, subject: { ...SUBJECT, ...more } });

describe('without a matching rule', () => {
  it('a person decides: recommend, one approval, of those who may approve', () => {
    expect(decided([])).toMatchObject({
      mode: 'recommend',
      severity: 'high',
      verdict: { rule: 'defaults', matched: [] },
      approval: { required: true, quorum: 1, approvers: ['ada', 'bob'] },
    });
  });
});

describe('the first match', () => {
  it('sets mode and severity, each from the first rule that states it', () => {
    const rules = [rule('a', { severity: 'critical' }), rule('b', { mode: 'automate', severity: 'info' })];
    expect(decided(rules)).toMatchObject({
      mode: 'automate',
      severity: 'critical',
      verdict: { rule: 'p#b', matched: ['p#a', 'p#b'] },
      approval: { required: false },
    });
  });

  it('sets each timing for itself', () => {
    const rules = [
      rule('a', { timings: { settleMs: 7 } }),
      rule('b', { timings: { settleMs: 8, verifyPollMs: 9 } }),
    ];
    expect(decided(rules).timings).toEqual({ ...TIMINGS, settleMs: 7, verifyPollMs: 9 });
  });

  it.each<[string, PolicyRule['match'], boolean]>([
    ['account', { account: ['prod'] }, true],
    ['another account', { account: ['sim'] }, false],
    ['a connection by pattern', { connectionId: ['orders_*'] }, true],
    ['tags', { tags: { env: 'prod' } }, true],
    ['tags that are absent', { tags: { financial: 'true' } }, false],
    ['class and band', { class: ['network_transient'], band: ['high'] }, true],
    ['any step', { anyStep: ['resync', 'trigger_sync'] }, true],
    ['only such steps', { onlySteps: ['pause'] }, false],
    ['no destruction', { destructive: true }, false],
  ])('is found by %s', (_, match, fits) => {
    expect(decided([rule('x', { match, mode: 'monitor' })]).mode).toBe(fits ? 'monitor' : 'recommend');
  });
});

describe('automation', () => {
  const automate = rule('auto', { mode: 'automate' });

  it.each(['medium', 'low', 'none'] as const)('never acts on a diagnosis of band %s', (band) => {
    const answer = decided([automate], { band });
    expect(answer).toMatchObject({ mode: 'recommend', approval: { required: true } });
    expect(answer.approval.reason).toContain('not certain enough');
  });

  it('finishes what a person has done by hand, but nothing more than that', () => {
    const low = { band: 'low' as const };
    expect(decided([automate], { ...low, steps: ['handoff', 'run_setup_tests', 'trigger_sync'] }).mode).toBe(
      'automate',
    );
    expect(decided([automate], { ...low, steps: ['handoff', 'resync'] }).mode).toBe('recommend');
  });

  it('starts one more sync in an uncertain band only where the rule names that band', () => {
    const named = rule('named', { mode: 'automate', match: { band: ['low'] } });
    expect(decided([named], { band: 'low' }).mode).toBe('automate');
    expect(decided([named], { band: 'low', steps: ['reload_schema', 'trigger_sync'] }).mode).toBe(
      'recommend',
    );
  });

  it('yields to any rule that asks for approval', () => {
    const answer = decided([automate, rule('ask', { approval: { quorum: 1 } })]);
    expect(answer).toMatchObject({
      mode: 'automate',
      approval: { required: true, reason: 'p#ask: why ask' },
    });
  });
});

describe('monitoring', () => {
  it('asks nobody, because nothing is done', () => {
    expect(decided([rule('m', { mode: 'monitor' })]).approval.required).toBe(false);
  });
});

describe('the approval', () => {
  const groups = fc.subarray(['data', 'finance']);
  const asks = fc.array(
    fc.record({
      quorum: fc.integer({ min: 1, max: 5 }),
      groups,
      expiresMs: fc.integer({ min: 1, max: 5000 }),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it('is the strictest of all matches, whatever their order', () => {
    fc.assert(
      fc.property(asks, fc.infiniteStream(fc.integer({ min: 0, max: 5 })), (all, order) => {
        const rules = all.map((approval, i) => rule(`r${i}`, { approval }));
        const shuffled = [...rules];
        for (let i = shuffled.length - 1; i > 0; i -= 1) {
          const [moved] = shuffled.splice((order.next().value ?? 0) % (i + 1), 1);
          if (moved) shuffled.push(moved);
        }
        const one = { ...decided(rules).approval, reason: '' };
        const other = { ...decided(shuffled).approval, reason: '' };
        expect(other).toEqual(one);
        expect(one.quorum).toBe(Math.max(...all.map((a) => a.quorum)));
        const needed = all.flatMap((a) => a.groups);
        for (const id of one.approvers)
          expect(PEOPLE.find((p) => p.id === id)?.groups).toEqual(expect.arrayContaining(needed));
        expect(decided(rules).timings.approvalExpiresMs).toBe(
          Math.min(TIMINGS.approvalExpiresMs, ...all.map((a) => a.expiresMs)),
        );
      }),
    );
  });

  it('never becomes weaker because one more rule matches', () => {
    fc.assert(
      fc.property(asks, asks, (some, more) => {
        const rules = some.map((approval, i) => rule(`s${i}`, { approval }));
        const before = decided(rules).approval;
        const after = decided([...more.map((approval, i) => rule(`m${i}`, { approval })), ...rules]).approval;
        expect(after.quorum).toBeGreaterThanOrEqual(before.quorum);
        expect(before.approvers).toEqual(expect.arrayContaining(after.approvers));
      }),
    );
  });

  it('may be reserved for administrators', () => {
    expect(decided([rule('a', { approval: { quorum: 1, role: 'admin' } })]).approval.approvers).toEqual([
      'ada',
    ]);
  });

  it('says so when too few people may give it', () => {
    const answer = decided([rule('a', { approval: { quorum: 3 } })]).approval;
    expect(answer.reason).toContain('too few people');
  });
});

describe('never', () => {
  it('always wins: of any matching rule, wherever it stands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), (at) => {
        const rules = Array.from({ length: 4 }, (_, i) => rule(`r${i}`, { mode: 'automate' }));
        rules.splice(at, 0, rule('no', { never: ['resync', 'escalate'] }));
        expect(decided(rules).never).toEqual(['resync', 'escalate']);
      }),
    );
  });
});
