import fc from 'fast-check';
import {
  isSameScope,
  lower,
  modeScopeInWords,
  settingFor,
  type ModeScope,
  type ModeSetting,
  type ModeSubject,
} from '../../../../domain/modes/mode-setting';
import type { Mode } from '../../../../domain/plan';

const NOW = '2026-11-20T12:00:00.000Z';
const SUBJECT: ModeSubject = {
  ref: { provider: 'fivetran', account: 'prod', connectionId: 'orders_eu' },
  tags: { env: 'prod' },
  ...{ class: 'rate_limit', action: 'wait_for_quota_reset' },
};

const setting = (
  scope: ModeScope,
  mode: Mode = 'automate',
  more: Partial<ModeSetting> = {},
): ModeSetting => ({
  ...{ id: modeScopeInWords(scope), scope, mode, origin: 'set', by: 'ada', reason: 'r' },
  ...{ since: '2026-11-01T00:00:00.000Z', until: null },
  ...more,
});
const chosen = (settings: ModeSetting[], at = NOW) => settingFor(settings, SUBJECT, at);

/** From the widest to the narrowest; each beats all before it, whatever their number. */
const NARROWING: ModeScope[] = [
  {},
  { action: 'wait_for_quota_reset' },
  { class: 'rate_limit' },
  { class: 'rate_limit', action: 'wait_for_quota_reset' },
  { provider: 'fivetran' },
  { provider: 'fivetran', class: 'rate_limit', action: 'wait_for_quota_reset' },
  { account: 'prod' },
  { provider: 'fivetran', account: 'prod', class: 'rate_limit', action: 'wait_for_quota_reset' },
  { tags: { env: 'prod' } },
  { provider: 'fivetran', account: 'prod', tags: { env: 'prod' }, class: 'rate_limit' },
  { connectionId: 'orders_*' },
  { provider: 'fivetran', account: 'prod', tags: { env: 'prod' }, connectionId: 'orders_*' },
  { connectionId: 'orders_eu' },
];

describe('the setting for a situation', () => {
  it('is none where none covers it', () => {
    expect(chosen([])).toBeNull();
    const elsewhere: ModeScope[] = [
      { provider: 'airbyte' },
      { account: 'test' },
      { connectionId: 'users_*' },
      { tags: { env: 'test' } },
      { tags: { owner: 'finance' } },
      { class: 'authentication' },
      { action: 'resync' },
    ];
    expect(chosen(elsewhere.map((scope) => setting(scope)))).toBeNull();
  });

  it('is the most specific one, in whatever order they were set', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          NARROWING.map((_, index) => index),
          { minLength: 1 },
        ),
        (indexes) => {
          const settings = indexes.map((index) => setting(NARROWING[index] ?? {}));
          expect(chosen(settings)?.scope).toEqual(NARROWING[Math.max(...indexes)]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is the one that allows least of equally specific ones', () => {
    const modes = fc.array(fc.constantFrom<Mode>('monitor', 'recommend', 'automate'), { minLength: 1 });
    fc.assert(
      fc.property(modes, fc.constantFrom(...NARROWING), (all, scope) => {
        const least = all.reduce(lower);
        expect(chosen(all.map((mode) => setting(scope, mode)))?.mode).toBe(least);
      }),
    );
  });

  it('does not count any more from the moment at which it ends', () => {
    const until = '2026-11-20T12:00:00.000Z';
    const brief = setting({ connectionId: 'orders_eu' }, 'automate', { until });
    const wide = setting({}, 'monitor');
    expect(chosen([brief, wide], '2026-11-20T11:59:59.999Z')).toBe(brief);
    expect(chosen([brief, wide], until)).toBe(wide);
    expect(chosen([brief], until)).toBeNull();
  });

  it('reads values of tags without regard to case', () => {
    expect(chosen([setting({ tags: { env: ' PROD ' } })])).not.toBeNull();
  });
});

describe('a scope', () => {
  it('is told as people name it', () => {
    const scope: ModeScope = { provider: 'fivetran', account: 'prod', class: 'rate_limit' };
    expect([modeScopeInWords({}), modeScopeInWords(scope)]).toEqual([
      'everything',
      'fivetran/prod, rate_limit',
    ]);
  });

  it('is the same however its tags are written, and not because it reads alike', () => {
    const tags = { env: 'prod', team: 'data' };
    expect(isSameScope({ tags }, { tags: { team: 'Data', env: 'PROD' } })).toBe(true);
    expect(isSameScope({}, { tags: {} })).toBe(true);
    expect(isSameScope({ provider: 'airbyte' }, { account: 'airbyte' })).toBe(false);
    expect(isSameScope({ account: 'a' }, { account: 'a', class: 'rate_limit' })).toBe(false);
  });
});
