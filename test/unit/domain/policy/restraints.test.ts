import fc from 'fast-check';
import type { Effect, Repair } from '../../../../domain/modes/effect';
import { lower, MODES, type ModeScope, type ModeSetting } from '../../../../domain/modes/mode-setting';
import type { Person } from '../../../../domain/person';
import type { Mode, Timings } from '../../../../domain/plan';
import { decide } from '../../../../domain/policy/decide';
import type { PolicyRule, PolicySet, PolicySubject } from '../../../../domain/policy/policy';
import { isProviderStep, type StepKind } from '../../../../domain/step';

const HOUR_MS = 3_600_000;
const NOW = '2026-11-20T12:00:00.000Z';
const hoursAgo = (hours: number) => new Date(Date.parse(NOW) - hours * HOUR_MS).toISOString();
const REF = { provider: 'fivetran', account: 'prod', connectionId: 'orders_eu' } as const;
const PEOPLE: Person[] = [
  { id: 'ada', name: 'Ada', role: 'admin', groups: ['data'] },
  { id: 'bob', name: 'Bob', role: 'approver', groups: [] },
];
const TIMINGS: Timings = {
  ...{ approvalExpiresMs: 1, approvalEscalatesMs: 1, settleMs: 1, readBackEveryMs: 1, verifyWithinMs: 1 },
  ...{ verifyAtLeastIntervals: 1, verifyPollMs: 1, handoffPollMs: 1, stuckAfterMs: 1, retryBackoffMs: 1 },
};
const SUBJECT: PolicySubject = {
  ...{ ref: REF, tags: { env: 'prod' }, class: 'rate_limit', band: 'high', symptom: 'failed' },
  ...{ action: 'wait_for_quota_reset', steps: ['wait', 'trigger_sync'], at: NOW, environment: null },
  ...{ earlier: [], blastRadius: 1 },
};

const rule = (changes: Partial<PolicyRule> = {}, id = 'r'): PolicyRule => ({
  ...{ id, why: `why ${id}`, match: {} },
  ...changes,
});
const policies = (rules: PolicyRule[], breaker?: PolicySet['defaults']['breaker']): PolicySet => ({
  files: [{ name: 'p', version: '1', rules }],
  defaults: {
    ...{ mode: 'recommend', severity: 'high', approval: { quorum: 1 }, timings: TIMINGS },
    ...(breaker && { breaker }),
  },
});
const repair = (changes: Partial<Repair> = {}): Repair => ({
  ...{ incidentId: 'inc-1', ...REF, class: 'rate_limit', at: hoursAgo(1) },
  ...changes,
});
const effect = (changes: Partial<Effect> = {}): Effect => ({
  ...{ incidentId: 'inc-1', ...REF, class: 'rate_limit', action: 'wait_for_quota_reset' },
  ...{ automated: true, agreed: null, verdict: 'ineffective', at: hoursAgo(2) },
  ...changes,
});
const setting = (changes: Partial<ModeSetting> = {}): ModeSetting => ({
  ...{ id: 'mode-1', scope: {}, mode: 'automate', origin: 'set', by: 'ada', reason: 'r' },
  ...{ since: hoursAgo(240), until: null },
  ...changes,
});

interface Known {
  repairs?: Repair[];
  effects?: Effect[];
  settings?: ModeSetting[];
}
const NO_RECORD = { repairs: [], effects: [], settings: [] };

describe('a budget of automatic repairs', () => {
  const under = (per: 'connection' | 'account' | 'class', repairs: Repair[]) =>
    decide({
      policies: policies([rule({ mode: 'automate', limits: [{ per, atMost: 2, withinMs: 24 * HOUR_MS }] })]),
      people: PEOPLE,
      subject: { ...SUBJECT, record: { ...NO_RECORD, repairs } },
    });

  it('lets so many happen by themselves, and then asks a person, saying why', () => {
    expect(under('connection', [repair()])).toMatchObject({
      mode: 'automate',
      approval: { required: false },
    });
    const spent = under('connection', [repair(), repair()]);
    expect(spent).toMatchObject({ mode: 'recommend', approval: { required: true } });
    expect(spent.approval.reason).toBe(
      'p#r: the budget of 2 automatic repairs a connection within 24h is spent',
    );
  });

  it('is there again when the oldest is out of the window', () => {
    expect(under('connection', [repair(), repair({ at: hoursAgo(24) })]).mode).toBe('recommend');
    expect(under('connection', [repair(), repair({ at: hoursAgo(24.001) })]).mode).toBe('automate');
  });

  it.each([
    ['connection', { connectionId: 'users' }, 'automate'],
    ['connection', { class: 'network_transient' }, 'recommend'],
    ['account', { connectionId: 'users' }, 'recommend'],
    ['account', { account: 'test' }, 'automate'],
    ['account', { provider: 'airbyte' }, 'automate'],
    ['class', { connectionId: 'users' }, 'recommend'],
    ['class', { class: 'network_transient' }, 'automate'],
  ] as const)('counts per %s: two repairs with %j leave %s', (per, other, mode) => {
    expect(under(per, [repair(other), repair(other)]).mode).toBe(mode);
  });

  it('of every rule that matches holds, not only of the one that sets the mode', () => {
    const limits = [{ per: 'account', atMost: 1, withinMs: HOUR_MS } as const];
    const decided = decide({
      policies: policies([rule({ mode: 'automate' }, 'a'), rule({ limits }, 'b')]),
      people: PEOPLE,
      subject: { ...SUBJECT, record: { ...NO_RECORD, repairs: [repair()] } },
    });
    expect(decided.approval.reason).toContain('p#b: the budget');
  });
});

describe('the breaker', () => {
  const under = (known: Known) =>
    decide({
      policies: policies([rule({ mode: 'automate' })], { ineffective: 2, withinMs: 24 * HOUR_MS }),
      people: PEOPLE,
      subject: { ...SUBJECT, record: { ...NO_RECORD, ...known } },
    });
  const BAD = [effect(), effect({ at: hoursAgo(3) })];

  it('trips at so many automatic repairs that did not help, and then a person decides', () => {
    expect(under({ effects: [effect()] }).mode).toBe('automate');
    expect(under({ effects: BAD })).toMatchObject({ mode: 'recommend', approval: { required: true } });
    expect(under({ effects: BAD }).approval.reason).toContain('did not help within 24h');
  });

  it.each<[string, Partial<Effect>]>([
    ['what people had approved', { automated: false }],
    ['what was declined', { verdict: 'declined' }],
    ['another account', { account: 'test' }],
    ['another class', { class: 'network_transient' }],
    ['another remedy', { action: 'reduce_load' }],
    ['what is longer ago than it looks', { at: hoursAgo(25) }],
  ])('does not count %s', (_, changes) => {
    expect(under({ effects: [effect(), effect(changes)] }).mode).toBe('automate');
  });

  it('is opened by a later repair of the kind that helped, and trips anew after it', () => {
    const helped = effect({ verdict: 'verified', automated: false, at: hoursAgo(1) });
    expect(under({ effects: [...BAD, helped] }).mode).toBe('automate');
    const again = [effect({ at: hoursAgo(0.5) }), effect({ at: hoursAgo(0.2) })];
    expect(under({ effects: [...BAD, helped, ...again] }).mode).toBe('recommend');
    expect(under({ effects: [...BAD, { ...helped, at: hoursAgo(5) }] }).mode).toBe('recommend');
  });

  it('is opened by a person who sets automation there, not by an earned or an older setting', () => {
    const now = { since: hoursAgo(1) };
    expect(under({ effects: BAD, settings: [setting(now)] }).mode).toBe('automate');
    expect(under({ effects: BAD, settings: [setting({ ...now, mode: 'recommend' })] }).mode).toBe(
      'recommend',
    );
    expect(under({ effects: BAD, settings: [setting({ ...now, origin: 'earned' })] }).mode).toBe('recommend');
    expect(under({ effects: BAD, settings: [setting({ since: hoursAgo(4) })] }).mode).toBe('recommend');
    const elsewhere = setting({ ...now, scope: { connectionId: 'users' } });
    expect(under({ effects: BAD, settings: [elsewhere] }).mode).toBe('recommend');
  });
});

describe('a setting', () => {
  const under = (settings: ModeSetting[], known: Known = {}, rules = [rule({ mode: 'recommend' })]) =>
    decide({
      policies: policies(rules),
      people: PEOPLE,
      subject: { ...SUBJECT, record: { ...NO_RECORD, settings, ...known } },
    });

  it('goes before what rules say of the mode, in both directions, and is named as the reason', () => {
    expect(under([setting()])).toMatchObject({ mode: 'automate', verdict: { rule: 'modes#mode-1' } });
    const monitored = under([setting({ mode: 'monitor' })], {}, [rule({ mode: 'automate' })]);
    expect(monitored.mode).toBe('monitor');
    expect(monitored.approval.reason).toBe('ada set monitor for everything: r');
  });

  it('borrows no trust in an uncertain diagnosis from a rule that names its band', () => {
    const trusting = [rule({ mode: 'automate', match: { band: ['low'] } })];
    const decided = (settings: ModeSetting[]) =>
      decide({
        ...{ policies: policies(trusting), people: PEOPLE },
        subject: { ...SUBJECT, band: 'low', record: { ...NO_RECORD, settings } },
      }).mode;
    expect(decided([])).toBe('automate');
    expect(decided([setting()])).toBe('recommend');
  });

  it('that was earned is over with its first bad effect; one that people set is not', () => {
    expect(under([setting({ origin: 'earned' })]).mode).toBe('automate');
    expect(under([setting({ origin: 'earned' })], { effects: [effect()] }).mode).toBe('recommend');
    expect(under([setting()], { effects: [effect()] }).mode).toBe('automate');
  });
});

describe('whatever people set', () => {
  const mode = fc.constantFrom<Mode>(...MODES);
  const kind = fc.constantFrom<StepKind>(
    'wait',
    'handoff',
    'trigger_sync',
    'resync',
    'resume',
    'reload_schema',
  );
  const approval = fc.record({
    quorum: fc.integer({ min: 1, max: 3 }),
    role: fc.constantFrom('approver' as const, 'admin' as const),
    groups: fc.subarray(['data']),
  });
  /** Mostly absent: a situation in which everything is forbidden shows nothing. */
  const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
  const anyRule = fc
    .record({
      fits: fc.boolean(),
      mode: seldom(mode),
      cap: seldom(fc.constantFrom('monitor' as const, 'recommend' as const)),
      approval: fc.option(approval, { nil: undefined, freq: 2 }),
      never: seldom(fc.subarray<StepKind>(['resync', 'clear'])),
      atMost: seldom(fc.integer({ min: 1, max: 2 })),
      band: seldom(fc.constantFrom('high' as const, 'medium' as const, 'low' as const)),
    })
    .map(({ fits, atMost, band, ...stated }) => ({
      fits,
      band,
      rule: rule({
        match: { ...(fits ? {} : { account: ['elsewhere'] }), ...(band && { band: [band] }) },
        ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)),
        ...(atMost && { limits: [{ per: 'account' as const, atMost, withinMs: 24 * HOUR_MS }] }),
      }),
    }));
  const scope = fc.record<ModeScope>(
    {
      provider: fc.constantFrom('fivetran', 'airbyte'),
      account: fc.constantFrom('prod', 'test'),
      connectionId: fc.constantFrom('orders_eu', 'orders_*', 'users'),
      tags: fc.constantFrom({ env: 'prod' }, { env: 'test' }),
      class: fc.constantFrom('rate_limit', 'network_transient'),
      action: fc.constantFrom('wait_for_quota_reset', 'resync'),
    },
    { requiredKeys: [] },
  );
  const anySetting = fc.record({
    id: fc.constantFrom('mode-1', 'mode-2', 'mode-3'),
    ...{ scope, mode, origin: fc.constantFrom('set' as const, 'earned' as const) },
    ...{ by: fc.constant('ada'), reason: fc.constant('r') },
    since: fc.integer({ min: 0, max: 96 }).map(hoursAgo),
    until: fc.option(fc.integer({ min: -24, max: 24 }).map(hoursAgo)),
  });
  const OPENING: Pick<ModeSetting, 'scope' | 'mode' | 'origin' | 'until'> = {
    ...{ scope: { connectionId: 'orders_eu' }, mode: 'automate', origin: 'set', until: null },
  };
  const situation = fc.record({
    rules: fc.array(anyRule, { maxLength: 6 }),
    band: fc.constantFrom('high' as const, 'high' as const, 'medium' as const, 'low' as const),
    steps: fc.array(kind, { maxLength: 4 }),
    agent: seldom(fc.constant(true)).map((agent) => agent === true),
    repairs: fc.array(fc.integer({ min: 0, max: 48 }), { maxLength: 3 }),
    effects: fc.array(fc.record({ ago: fc.integer({ min: 0, max: 48 }), good: fc.boolean() }), {
      maxLength: 4,
    }),
    settings: fc.array(anySetting, { maxLength: 2 }),
    // Mostly one that would automate this very situation.
    added: fc.oneof(
      { weight: 1, arbitrary: anySetting },
      { weight: 2, arbitrary: anySetting.map((one) => ({ ...one, ...OPENING })) },
    ),
  });

  it('no cap, no `never`, no approval that a rule asks for, no doubt and no spent budget gives way', () => {
    const reached = { automatic: 0, guarded: 0 };
    fc.assert(
      fc.property(situation, ({ rules, band, steps, agent, repairs, effects, settings, added }) => {
        const known = {
          repairs: repairs.map((ago) => repair({ at: hoursAgo(ago) })),
          effects: effects.map(({ ago, good }) =>
            effect({ at: hoursAgo(ago), verdict: good ? 'verified' : 'ineffective' }),
          ),
        };
        const decided = (all: ModeSetting[]) =>
          decide({
            policies: policies(
              rules.map((one) => one.rule),
              { ineffective: 2, withinMs: 24 * HOUR_MS },
            ),
            people: PEOPLE,
            subject: {
              ...{ ...SUBJECT, band, steps, record: { ...known, settings: all } },
              ...(agent && { askedBy: 'agent' as const }),
            },
          });
        const before = decided(settings);
        const after = decided([...settings, added]);
        const matching = rules.filter((one) => one.fits && (one.band === undefined || one.band === band));

        for (const { rule: one } of matching)
          if (one.cap !== undefined) expect(lower(after.mode, one.cap)).toBe(after.mode);
        expect(after.never).toEqual(before.never);
        const { required, reason } = after.approval;
        expect(after.approval).toEqual({ ...before.approval, required, reason });
        const writes = steps.some(isProviderStep);
        const asking = matching.some((one) => one.rule.approval !== undefined);
        if (writes && asking && after.mode !== 'monitor') expect(after.approval.required).toBe(true);
        if (writes && !after.approval.required) expect(after.mode).not.toBe('recommend');
        if (after.mode !== 'automate') return;
        reached.automatic += 1;
        if (writes && asking && after.verdict.rule.startsWith('modes#')) reached.guarded += 1;
        expect(agent).toBe(false);
        const spent = repairs.filter((ago) => ago <= 24).length;
        for (const { rule: one } of matching)
          for (const limit of one.limits ?? []) expect(spent).toBeLessThan(limit.atMost);
        if (after.verdict.rule.startsWith('modes#') && steps[0] !== 'handoff') expect(band).toBe('high');
        if (band !== 'high') expect(steps).not.toContain('resync');
      }),
      { numRuns: 3000 },
    );
    // Enough of them came as far as what is to be shown.
    expect(reached.automatic).toBeGreaterThan(200);
    expect(reached.guarded).toBeGreaterThan(50);
  });
});
