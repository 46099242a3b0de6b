import type { Person } from '../../../../domain/person';
import type { Timings } from '../../../../domain/plan';
import { lint } from '../../../../domain/policy/lint';
import type { PolicyMatch, PolicyRule, PolicySet } from '../../../../domain/policy/policy';
import { implies } from '../../../../domain/policy/implies';

const TIMINGS: Timings = {
  ...{ approvalExpiresMs: 1000, approvalEscalatesMs: 500, settleMs: 120_000, readBackEveryMs: 100 },
  ...{ verifyWithinMs: 1000, verifyAtLeastIntervals: 3, verifyPollMs: 100, handoffPollMs: 100 },
  ...{ stuckAfterMs: 1000, retryBackoffMs: 10 },
};
const PEOPLE: Person[] = [
  { id: 'ada', name: 'Ada', role: 'admin', groups: ['data'] },
  { id: 'bob', name: 'Bob', role: 'approver', groups: ['data'] },
];
const rule = (id: string, more: Partial<PolicyRule>): PolicyRule => ({ id, why: 'w', match: {}, ...more });
const set = (rules: PolicyRule[], timings: Partial<Timings> = {}): PolicySet => ({
  files: [{ name: 'p', version: '1', rules }],
  defaults: {
    ...{ mode: 'recommend', severity: 'high', approval: { quorum: 1 } },
    timings: { ...TIMINGS, ...timings },
  },
});
const found = (rules: PolicyRule[], timings: Partial<Timings> = {}) =>
  lint(set(rules, timings), { people: PEOPLE, accounts: [{ name: 'prod', writeTimeoutMs: 90_000 }] }).map(
    ({ level, rule: id, field, message }) => `${level} ${id ?? 'defaults'} ${field}: ${message}`,
  );

describe('policy lint', () => {
  it('has nothing to say of sound rules', () => {
    expect(
      found([
        rule('narrow', { match: { class: ['rate_limit'] }, mode: 'automate' }),
        rule('wide', { match: { destructive: true }, mode: 'recommend', approval: { quorum: 2 } }),
      ]),
    ).toEqual([]);
  });

  it('names a rule that never decides, and the one in front of it', () => {
    const rules = [
      rule('wide', { match: { class: ['rate_limit', 'authentication'] }, mode: 'recommend' }),
      rule('narrow', { match: { class: ['rate_limit'], band: ['high'] }, mode: 'automate' }),
    ];
    expect(found(rules)).toEqual([
      'warning narrow mode: never decides: p#wide fits wherever this rule does, and comes first',
    ]);
    expect(found([...rules].reverse())).toEqual([]);
  });

  it('does not mind a narrower rule that only asks for more', () => {
    expect(
      found([
        rule('wide', { mode: 'recommend' }),
        rule('narrow', { match: { destructive: true }, approval: { quorum: 2 } }),
      ]),
    ).toEqual([]);
  });

  it.each<[string, PolicyMatch]>([
    ['steps that exclude each other', { onlySteps: ['pause'], anyStep: ['trigger_sync'] }],
    ['destruction without a step that destroys', { onlySteps: ['trigger_sync'], destructive: true }],
    ['no destruction by a step that destroys', { anyStep: ['clear'], destructive: false }],
    ['a certain unknown', { class: ['unknown'], band: ['high'], symptom: ['failed'] }],
  ])('finds that a rule can never fit: %s', (_, match) => {
    expect(found([rule('x', { match, mode: 'monitor' })])[0]).toMatch(/^error x match: can never fit/);
  });

  it('finds rules without effect, and automation of what destroys', () => {
    expect(found([rule('idle', {})])[0]).toMatch(/^error idle .*changes nothing/);
    expect(found([rule('bold', { mode: 'automate', match: { destructive: true } })])[0]).toMatch(
      /^warning bold mode: .*without a person/,
    );
  });

  it('finds automation that is never automatic, because a wider rule always asks or caps', () => {
    const auto = rule('auto', { match: { class: ['rate_limit'] }, mode: 'automate' });
    expect(found([auto, rule('ask', { approval: { quorum: 1 } })])).toEqual([
      'warning auto mode: is never automatic: p#ask asks for approval wherever this rule fits',
    ]);
    expect(found([auto, rule('cap', { cap: 'recommend', match: { class: ['rate_limit'] } })])[0]).toContain(
      'p#cap allows at most recommend',
    );
    expect(found([auto, rule('other', { cap: 'monitor', match: { account: ['prod'] } })])).toEqual([]);
  });

  it('finds approvals that end before anybody hears of them', () => {
    expect(found([rule('x', { approval: { quorum: 1, expiresMs: 400 } })])[0]).toMatch(
      /^warning x approval.expires/,
    );
    expect(found([rule('x', { approval: { quorum: 1, expiresMs: 400, escalatesMs: 100 } })])).toEqual([]);
  });

  it('finds names that nobody has, and quorums that nobody can reach', () => {
    expect(found([rule('x', { match: { account: ['prd', 'sim'] }, mode: 'monitor' })])).toEqual([
      'warning x match.account: no account is named "prd" in accounts.yaml',
    ]);
    expect(found([rule('x', { approval: { quorum: 2, groups: ['finance'] } })])).toEqual([
      'error x approval.groups: nobody belongs to "finance" (people.yaml)',
      'error x approval.quorum: needs 2 people with the role approver in finance; there are 0',
    ]);
    expect(found([rule('x', { approval: { quorum: 2, role: 'admin' } })])[0]).toContain('there are 1');
    expect(found([rule('x', { approval: { quorum: 1, escalateTo: ['cto'] } })])[0]).toContain('"cto"');
    const further = [{ afterMs: 700, to: ['coo'] }];
    expect(found([rule('x', { approval: { quorum: 1, escalateFurther: further } })])).toEqual([
      'warning x approval.escalateFurther: "coo" is no person and no group of people.yaml',
    ]);
    const late = [{ afterMs: 1000, to: ['data'] }];
    expect(found([rule('x', { approval: { quorum: 1, escalateFurther: late } })])[0]).toContain(
      'when the approval has expired',
    );
  });

  it('knows that a budget alone is an effect, and that no effect at all is a mistake', () => {
    const limits = [{ per: 'connection' as const, atMost: 3, withinMs: 1000 }];
    expect(found([rule('x', { limits })])).toEqual([]);
    expect(found([rule('x', {})])[0]).toContain('changes nothing');
  });

  it('finds timings that cannot work', () => {
    expect(found([], { settleMs: 60_000 })[0]).toMatch(/^error defaults timings.settle: .*90 s/);
    expect(found([], { approvalEscalatesMs: 2000 })[0]).toContain('nobody will be told in time');
    expect(found([], { verifyPollMs: 2000 })[0]).toContain('nothing would be looked at');
    const simulated = rule('quick', { match: { account: ['sim'] }, timings: { settleMs: 8000 } });
    expect(found([simulated])).toEqual([]);
  });
});

describe('one rule that fits wherever another does', () => {
  it.each<[PolicyMatch, PolicyMatch, boolean]>([
    [{ class: ['rate_limit'] }, {}, true],
    [{}, { class: ['rate_limit'] }, false],
    [{ connectionId: ['orders_eu'] }, { connectionId: ['orders_*'] }, true],
    [{ tags: { a: '1', b: '2' } }, { tags: { a: '1' } }, true],
    [{ tags: { a: '2' } }, { tags: { a: '1' } }, false],
    [{ onlySteps: ['pause'] }, { onlySteps: ['pause', 'resume'] }, true],
    [{ recurrence: { atLeast: 5, withinMs: 10 } }, { recurrence: { atLeast: 3, withinMs: 20 } }, true],
    [{ recurrence: { atLeast: 5, withinMs: 30 } }, { recurrence: { atLeast: 3, withinMs: 20 } }, false],
    [{ blastRadius: { atLeast: 5 } }, { blastRadius: { atLeast: 3 } }, true],
  ])('%j within %j: %s', (narrow, wide, yes) => {
    expect(implies(narrow, wide)).toBe(yes);
  });
});
