// Brakes on both back ends: set and lifted together with their audit row.
import type { Brake } from '../../domain/brakes/brake';
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('brakes were');
const NOW = '2026-11-20T12:00:00.000Z';
const audit = (id: string, action: string) => ({
  ...{ key: `${id}/${action}`, at: NOW, incidentId: id, actor: 'ada', action, details: {} },
});
const brake = (id: string, until: string | null = null): Brake => ({
  ...{ id, kind: 'kill', scope: { account: 'prod' }, reason: 'wrong data', by: 'ada', since: NOW, until },
});

describe.each(BACK_ENDS)('on %s', (name) => {
  it('stand until they are lifted or over, and both are on record', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { brakes, reader } = store;
    await brakes.apply(brake('kill-1'), audit('kill-1', 'kill.on'));
    await brakes.apply(brake('kill-1'), audit('kill-1', 'kill.on'));
    await brakes.apply(brake('kill-2', '2026-11-20T11:00:00.000Z'), audit('kill-2', 'kill.on'));
    expect(await brakes.standing(NOW)).toEqual([brake('kill-1')]);
    expect(await brakes.lift('kill-1', NOW, audit('kill-1', 'kill.off'))).toBe(true);
    expect(await brakes.lift('kill-1', NOW, audit('kill-1', 'kill.off-again'))).toBe(false);
    expect(await brakes.standing(NOW)).toEqual([]);
    const rows = await reader.audit({ incidentId: 'kill-1' });
    expect(rows.map(({ action }) => action)).toEqual(['kill.on', 'kill.off']);
    expect(await reader.verifyAudit()).toMatchObject({ faults: [] });
  });
});
