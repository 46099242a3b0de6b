// Delegated votes on both back ends: given, ended and expired, each with its audit row.
import type { Delegation } from '../../domain/access/delegation';
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('delegations were');
const NOW = '2026-11-20T12:00:00.000Z';
const given = (id: string, until = '2026-11-27T12:00:00.000Z'): Delegation => ({
  ...{ id, from: 'ada', to: 'bob', scope: { account: 'prod' }, reason: 'holidays', since: NOW, until },
});
const audit = (id: string, action: string) => ({
  ...{ key: `${id}/${action}`, at: NOW, incidentId: id, actor: 'ada', action, details: {} },
});

describe.each(BACK_ENDS)('on %s', (name) => {
  it('stand until they end or are over, the first to be over first, and all of it is on record', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { delegations, reader } = store;
    const brief = given('del-2', '2026-11-21T12:00:00.000Z');
    await delegations.delegate(given('del-1'), audit('del-1', 'vote.delegated'));
    await delegations.delegate(given('del-1'), audit('del-1', 'vote.delegated'));
    await delegations.delegate(brief, audit('del-2', 'vote.delegated'));
    expect(await delegations.delegations(NOW)).toEqual([brief, given('del-1')]);
    expect(await delegations.delegations(brief.until)).toEqual([given('del-1')]);
    expect(await delegations.endDelegation('del-1', NOW, audit('del-1', 'vote.taken_back'))).toBe(true);
    expect(await delegations.endDelegation('del-1', NOW, audit('del-1', 'vote.taken_back_again'))).toBe(
      false,
    );
    expect(await delegations.endDelegation('del-x', NOW, audit('del-x', 'vote.taken_back'))).toBe(false);
    expect(await delegations.delegations(NOW)).toEqual([brief]);
    const rows = await reader.audit({ incidentId: 'del-1' });
    expect(rows.map(({ action }) => action)).toEqual(['vote.delegated', 'vote.taken_back']);
    expect(await reader.audit({ incidentId: 'del-x' })).toEqual([]);
    expect(await reader.verifyAudit()).toMatchObject({ faults: [] });
  });
});
