// Modes on both back ends: one setting a scope, each with its audit row, and the effects on which they rest.
import type { AuditEntry } from '../../domain/audit-entry';
import { EFFECT_JUDGED, type Effect } from '../../domain/modes/effect';
import type { ModeSetting } from '../../domain/modes/mode-setting';
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('modes were');
const NOW = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-20T13:00:00.000Z';
const setting = (id: string, changes: Partial<ModeSetting> = {}): ModeSetting => ({
  ...{
    id,
    scope: { account: 'prod' },
    mode: 'automate',
    origin: 'set',
    by: 'ada',
    reason: 'it is well known',
  },
  ...{ since: NOW, until: null },
  ...changes,
});
const audit = (id: string, action: string, details: AuditEntry['details'] = {}): AuditEntry => ({
  ...{ key: `${id}/${action}`, at: NOW, incidentId: id, actor: 'ada', action, details },
});
const effect = (incidentId: string, at = NOW): Effect => ({
  ...{ incidentId, provider: 'fivetran', account: 'prod', connectionId: 'orders' },
  ...{ class: 'rate_limit', action: 'wait_for_quota_reset', automated: true, agreed: null },
  ...{ verdict: 'verified', at },
});
const judged = (one: Effect): AuditEntry => ({
  ...audit(one.incidentId, EFFECT_JUDGED, { ...one }),
  at: one.at,
});

describe.each(BACK_ENDS)('on %s', (name) => {
  it('a setting replaces the older one of the same scope and no other, and says so on record', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { modes, reader } = store;
    const narrow = setting('mode-2', { scope: { account: 'prod', class: 'rate_limit' } });
    const newer = setting('mode-3', { mode: 'monitor', since: LATER });
    await modes.setMode(setting('mode-1'), audit('mode-1', 'mode.set'));
    await modes.setMode(narrow, audit('mode-2', 'mode.set'));
    await modes.setMode(newer, audit('mode-3', 'mode.set'));
    expect(await modes.settings()).toEqual([narrow, newer]);
    for (const id of ['mode-1', 'mode-2', 'mode-3'])
      expect((await reader.audit({ incidentId: id })).map(({ action }) => action)).toEqual(['mode.set']);
    expect(await modes.takeBack('mode-1', LATER, audit('mode-1', 'mode.taken_back'))).toBe(false);
    expect(await modes.takeBack('mode-3', LATER, audit('mode-3', 'mode.taken_back'))).toBe(true);
    expect(await modes.takeBack('mode-3', LATER, audit('mode-3', 'mode.taken_back_again'))).toBe(false);
    expect(await modes.settings()).toEqual([narrow]);
    const rows = await reader.audit({ incidentId: 'mode-3' });
    expect(rows.map(({ action }) => action)).toEqual(['mode.set', 'mode.taken_back']);
  });

  it('an account that is called like a provider is not that provider', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { modes } = store;
    const provider = setting('mode-p', { scope: { provider: 'airbyte' }, mode: 'monitor' });
    const account = setting('mode-a', { scope: { account: 'airbyte' }, since: LATER });
    await modes.setMode(provider, audit(provider.id, 'mode.set'));
    await modes.setMode(account, audit(account.id, 'mode.set'));
    expect(await modes.settings()).toEqual(expect.arrayContaining([provider, account]));
  });

  it('a setting written twice, as after a lost answer, stands and is on record once', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { modes, reader } = store;
    const one = setting('mode-twice', { scope: { connectionId: 'twice' } });
    await modes.setMode(one, audit(one.id, 'mode.set'));
    await modes.setMode(one, audit(one.id, 'mode.set'));
    expect((await modes.settings()).filter(({ id }) => id === one.id)).toEqual([one]);
    expect(await reader.audit({ incidentId: one.id })).toHaveLength(1);
    const newer = setting('mode-newer', { scope: one.scope, since: LATER, mode: 'monitor' });
    await modes.setMode(newer, audit(newer.id, 'mode.set'));
    await modes.setMode(one, audit(one.id, 'mode.set'));
    const standing = (await modes.settings()).filter(({ scope }) => scope.connectionId === 'twice');
    expect(standing).toEqual([newer]);
  });

  it('an effect is written with its audit row, exactly once however often it is recorded', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { modes, reader } = store;
    const entry = judged(effect('inc-eff'));
    for (let time = 0; time < 3; time += 1) await store.store.record({ incident: null, audit: [entry] });
    expect(await modes.effects(NOW)).toEqual([effect('inc-eff')]);
    expect((await reader.audit({ incidentId: 'inc-eff' })).map(({ action }) => action)).toEqual([
      EFFECT_JUDGED,
    ]);
    expect(await modes.effects(LATER)).toEqual([]);
    expect(await reader.verifyAudit()).toMatchObject({ faults: [] });
  });

  it('neither effect nor audit row is written when the record fails', async () => {
    const store = storeOf(name);
    if (!store) return;
    // The chain refuses a row whose details are no JSON: the transaction ends with nothing of it.
    const broken = { ...audit('inc-half', 'step.applied'), details: { size: 1n } };
    const record = store.store.record({ incident: null, audit: [judged(effect('inc-half')), broken] });
    await expect(record).rejects.toThrow();
    expect((await store.modes.effects(NOW)).map(({ incidentId }) => incidentId)).not.toContain('inc-half');
    expect(await store.reader.audit({ incidentId: 'inc-half' })).toEqual([]);
  });
});
