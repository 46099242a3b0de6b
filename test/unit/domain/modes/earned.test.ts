import fc from 'fast-check';
import { lostBy, recordsOf, THRESHOLDS } from '../../../../domain/modes/earned';
import type { Effect } from '../../../../domain/modes/effect';
import type { ModeSetting } from '../../../../domain/modes/mode-setting';

const NOW = '2026-11-20T12:00:00.000Z';
const SCOPE = {
  provider: 'fivetran',
  account: 'prod',
  class: 'rate_limit',
  action: 'wait_for_quota_reset',
} as const;

const effect = (changes: Partial<Effect> = {}): Effect => ({
  ...{ incidentId: 'inc-1', connectionId: 'c1', automated: false, agreed: true, verdict: 'verified' },
  ...{ ...SCOPE, at: '2026-11-19T12:00:00.000Z' },
  ...changes,
});
const many = (count: number, changes: Partial<Effect> = {}) =>
  Array.from({ length: count }, () => effect(changes));
const setting = (changes: Partial<ModeSetting> = {}): ModeSetting => ({
  ...{ id: 'mode-1', scope: SCOPE, mode: 'automate', origin: 'earned', by: 'ada', reason: 'its record' },
  ...{ since: '2026-11-10T00:00:00.000Z', until: null },
  ...changes,
});
const earned = (effects: Effect[], settings: ModeSetting[] = []) =>
  recordsOf(effects, settings, NOW).some((record) => record.earned);

describe('automation is earned', () => {
  it('by twenty proven plans with which people agreed, and not by nineteen', () => {
    expect(earned(many(THRESHOLDS.verified - 1))).toBe(false);
    expect(earned(many(THRESHOLDS.verified))).toBe(true);
  });

  it('only where nineteen in twenty people took the plan as it was proposed', () => {
    expect(earned([...many(38), ...many(2, { agreed: false })])).toBe(true);
    expect(earned([...many(37), ...many(3, { agreed: false })])).toBe(false);
    expect(earned([...many(37), ...many(3, { agreed: false, verdict: 'declined' })])).toBe(false);
  });

  it('only where nineteen in twenty plans that were carried out helped', () => {
    expect(earned([...many(38), ...many(2, { verdict: 'ineffective' })])).toBe(true);
    expect(earned([...many(37), ...many(3, { verdict: 'ineffective' })])).toBe(false);
  });

  it('never where nobody was asked, where the cause is unknown, or where it is allowed already', () => {
    expect(earned(many(40, { automated: true, agreed: null }))).toBe(false);
    expect(earned(many(40, { class: 'unknown' }))).toBe(false);
    expect(earned(many(40), [setting()])).toBe(false);
    expect(earned(many(40), [setting({ until: NOW })])).toBe(true);
    expect(earned(many(40), [setting({ mode: 'recommend' })])).toBe(true);
  });

  it('by what happened within ninety days', () => {
    expect(earned(many(40, { at: '2026-08-22T12:00:00.000Z' }))).toBe(true);
    expect(earned(many(40, { at: '2026-08-22T11:59:59.000Z' }))).toBe(false);
  });

  it('for one provider, account, class and action alone: records are never added up', () => {
    const elsewhere: Partial<Effect>[] = [
      { provider: 'airbyte' },
      { account: 'test' },
      { class: 'network_transient' },
      { action: 'reduce_load' },
    ];
    for (const other of elsewhere) {
      const effects = [...many(THRESHOLDS.verified - 1), ...many(THRESHOLDS.verified - 1, other)];
      expect(recordsOf(effects, [], NOW).map((record) => record.earned)).toEqual([false, false]);
    }
  });

  it('shows its record: what helped, what not, what was declined, and when last something did not help', () => {
    const bad = effect({ verdict: 'ineffective', at: '2026-11-18T00:00:00.000Z' });
    const worse = effect({ verdict: 'ineffective', at: '2026-11-12T00:00:00.000Z' });
    const [record] = recordsOf(
      [bad, worse, ...many(3), effect({ verdict: 'declined', agreed: false })],
      [],
      NOW,
    );
    expect(record).toEqual({
      ...{ scope: SCOPE, verified: 3, ineffective: 2, declined: 1, agreement: 5 / 6, earned: false },
      lastIneffectiveAt: bad.at,
    });
  });
});

describe('an earned setting', () => {
  const BAD = effect({ verdict: 'ineffective', automated: true, agreed: null });

  it('ends at the first bad effect of an automatic repair in its scope', () => {
    expect(lostBy(setting(), [effect(), BAD, effect()])).toBe(BAD);
  });

  it.each<[string, Partial<ModeSetting>, Partial<Effect>]>([
    ['an effect that helped', {}, { verdict: 'verified' }],
    ['a plan that people declined', {}, { verdict: 'declined' }],
    ['a repair that people had approved', {}, { automated: false }],
    ['what happened before it was set', {}, { at: '2026-11-09T00:00:00.000Z' }],
    ['another account', {}, { account: 'test' }],
    ['another class', {}, { class: 'network_transient' }],
    ['anything, where people set it by hand', { origin: 'set' }, {}],
    ['anything, where it is no automation', { mode: 'recommend' }, {}],
  ])('is not ended by %s', (_, about, changes) => {
    expect(lostBy(setting(about), [{ ...BAD, ...changes }])).toBeNull();
  });

  it('stays lost whatever good comes after, and tags do not shelter it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.nat({ max: 30 }), (before, after) => {
        const later = many(after, { at: NOW, automated: true });
        const scope = { ...SCOPE, tags: { env: 'prod' } };
        expect(lostBy(setting({ scope }), [...many(before), BAD, ...later])).toBe(BAD);
      }),
    );
  });
});
