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
  ...{ at: '2026-11-20T12:00:00Z', environment: 'prod', earlier: [], blastRadius: 1 },
};

const DAY_MS = 24 * 3_600_000;

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
    ['environment', { environment: ['prod'] }, true],
    ['another environment', { environment: ['staging'] }, false],
    ['a first time', { recurrence: { atLeast: 2, withinMs: DAY_MS } }, false],
    ['few in trouble', { blastRadius: { atLeast: 2 } }, false],
    ['office hours in Berlin', { time: { from: '09:00', to: '17:00', zone: 'Europe/Berlin' } }, true],
    ['office hours in New York', { time: { from: '09:00', to: '17:00', zone: 'America/New_York' } }, false],
    ['a weekday', { time: { days: ['fri'], from: '00:00', to: '23:59', zone: 'UTC' } }, true],
    ['a weekend', { time: { days: ['sat', 'sun'], from: '00:00', to: '23:59', zone: 'UTC' } }, false],
    [
      'a night that began yesterday',
      { time: { days: ['thu'], from: '22:00', to: '13:00', zone: 'UTC' } },
      true,
    ],
    [
      'a night that has not begun',
      { time: { days: ['fri'], from: '22:00', to: '13:00', zone: 'UTC' } },
      false,
    ],
  ])('is found by %s', (_, match, fits) => {
    expect(decided([rule('x', { match, mode: 'monitor' })]).mode).toBe(fits ? 'monitor' : 'recommend');
  });
});

describe('what happened before and around', () => {
  it('counts this incident and those of the window, not older ones', () => {
    const again = rule('again', {
      cap: 'recommend',
      match: { recurrence: { atLeast: 3, withinMs: DAY_MS } },
    });
    const auto = rule('auto', { mode: 'automate' });
    const hoursAgo = (...hours: number[]) =>
      hours.map((h) => new Date(Date.parse(SUBJECT.at) - h * 3_600_000).toISOString());
    expect(decided([auto, again], { earlier: hoursAgo(1, 30) }).mode).toBe('automate');
    expect(decided([auto, again], { earlier: hoursAgo(1, 23) })).toMatchObject({
      mode: 'recommend',
      approval: { required: true, reason: 'p#again: why again' },
    });
  });

  it('counts connections in trouble', () => {
    const many = rule('many', { mode: 'monitor', match: { blastRadius: { atLeast: 5 } } });
    expect(decided([many], { blastRadius: 4 }).mode).toBe('recommend');
    expect(decided([many], { blastRadius: 5 }).mode).toBe('monitor');
  });
});

describe('a cap', () => {
  it('holds whichever rule sets the mode, and the lowest of several holds', () => {
    const auto = rule('auto', { mode: 'automate' });
    expect(decided([auto, rule('c', { cap: 'recommend' })]).mode).toBe('recommend');
    expect(decided([auto, rule('c', { cap: 'recommend' }), rule('d', { cap: 'monitor' })]).mode).toBe(
      'monitor',
    );
    expect(decided([rule('m', { mode: 'monitor' }), rule('c', { cap: 'recommend' })]).mode).toBe('monitor');
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

describe('a condition on severity', () => {
  const critical = rule('critical', { match: { tags: { env: 'prod' } }, severity: 'critical' });
  const two = rule('two', { match: { severity: ['critical'] }, approval: { quorum: 2 } });

  it('is about the severity that the other rules give, wherever it stands', () => {
    for (const rules of [
      [critical, two],
      [two, critical],
    ])
      expect(decided(rules)).toMatchObject({ severity: 'critical', approval: { quorum: 2 } });
    expect(decided([critical, two], { tags: {} })).toMatchObject({
      severity: 'high',
      approval: { quorum: 1 },
    });
  });
});
