// The rows that a report reads, on both back ends: by their actions and since a moment, page by page.
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('reported rows were');
const row = (n: number, action: string, at: string) => ({
  ...{ key: `rep/${n}`, at, incidentId: 'inc-rep', actor: 'system', action, details: {} },
});

describe.each(BACK_ENDS)('on %s', (name) => {
  it('are only those with one of the actions, from then on', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { auditLog, reader } = store;
    await auditLog.append([
      row(1, 'incident.classified', '2026-11-01T00:00:00.000Z'),
      row(2, 'incident.classified', '2026-11-02T00:00:00.000Z'),
      row(3, 'event.joined', '2026-11-02T00:00:00.000Z'),
      row(4, 'step.applied', '2026-11-03T00:00:00.000Z'),
    ]);
    const filter = {
      ...{ incidentId: 'inc-rep', since: '2026-11-02T00:00:00.000Z' },
      actions: ['incident.classified', 'step.applied'],
    };
    const rows = await reader.audit(filter);
    expect(rows.map(({ key }) => key)).toEqual(['rep/2', 'rep/4']);
    const [first] = await reader.audit({ ...filter, limit: 1 });
    const [second] = await reader.audit({ ...filter, limit: 1, afterSeq: first?.seq ?? 0 });
    expect(second?.key).toBe('rep/4');
  });

  it('are written once a key', async () => {
    const store = storeOf(name);
    if (!store) return;
    const acknowledged = row(5, 'incident.acknowledged', '2026-11-04T00:00:00.000Z');
    await store.auditLog.append([acknowledged]);
    await store.auditLog.append([{ ...acknowledged, at: '2026-11-05T00:00:00.000Z' }]);
    const rows = await store.reader.audit({ incidentId: 'inc-rep', actions: ['incident.acknowledged'] });
    expect(rows.map(({ at }) => at)).toEqual(['2026-11-04T00:00:00.000Z']);
  });
});
