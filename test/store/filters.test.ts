// Lists narrowed down as people ask for it: incidents by what their documents hold, the audit record from its end.
import type { DiagnosedClass } from '../../domain/failure-class';
import type { Incident } from '../../domain/incident';
import { waitingIncident } from '../unit/ingress/console-world';
import { bothStores, BACK_ENDS } from './both-stores';

const storeOf = bothStores('filters');

function incident(
  id: string,
  name: string,
  failure: DiagnosedClass,
  severity: Incident['severity'],
): Incident {
  const shown = waitingIncident({ id, severity });
  const { diagnosis, connection } = shown;
  return {
    ...shown,
    connection: { ...connection, name },
    diagnosis: diagnosis && { ...diagnosis, class: failure },
  };
}

describe.each(BACK_ENDS)('the store on %s', (name) => {
  it('finds incidents by class, severity and words', async () => {
    const store = storeOf(name);
    if (!store) return;
    await store.store.record({
      incident: incident('inc-00000001', 'Orders 50%', 'rate_limit', 'high'),
      audit: [],
    });
    await store.store.record({
      incident: incident('inc-00000002', 'Billing', 'schema_drift', 'info'),
      audit: [],
    });
    await store.store.record({
      incident: { ...incident('inc-00000003', 'o_ders', 'unknown', 'high'), diagnosis: null },
      audit: [],
    });
    const found = async (filter: Parameters<typeof store.reader.list>[0]) =>
      (await store.reader.list(filter)).items.map(({ id }) => id.at(-1)).sort();
    expect(await found({})).toEqual(['1', '2', '3']);
    expect(await found({ class: ['rate_limit', 'schema_drift'] })).toEqual(['1', '2']);
    expect(await found({ severity: ['high'] })).toEqual(['1', '3']);
    expect(await found({ severity: ['high'], class: ['rate_limit'] })).toEqual(['1']);
    expect(await found({ text: 'orders' })).toEqual(['1']);
    expect(await found({ text: 'INC-00000002' })).toEqual(['2']);
    expect(await found({ text: 'slot is gone' })).toEqual(['1', '2']);
  });

  it('takes what people type for what it is, not for a pattern', async () => {
    const store = storeOf(name);
    if (!store) return;
    const found = async (text: string) =>
      (await store.reader.list({ text })).items.map(({ id }) => id.at(-1)).sort();
    expect(await found('50%')).toEqual(['1']);
    expect(await found('0%s')).toEqual([]);
    expect(await found('o_d')).toEqual(['3']);
    expect(await found('\\')).toEqual([]);
    expect(await found("'; drop table incidents; --")).toEqual([]);
  });

  it('reads the audit record from its end, by who and what', async () => {
    const store = storeOf(name);
    if (!store) return;
    const rows = [
      ['anna', 'plan.approved'],
      ['system', 'plan.made'],
      ['anna', 'planner.made'],
      ['olga', 'freeze.on'],
    ] as const;
    await store.store.record({
      incident: null,
      audit: rows.map(([actor, action], i) => ({
        ...{ key: `filters/${i}`, at: '2026-11-20T12:00:00.000Z', incidentId: 'inc-0000000f', actor, action },
        details: {},
      })),
    });
    const read = async (filter: Parameters<typeof store.reader.audit>[0]) =>
      (await store.reader.audit({ incidentId: 'inc-0000000f', ...filter })).map(({ action }) => action);
    const newest = rows.map(([, action]) => action).reverse();
    expect(await read({ newestFirst: true })).toEqual(newest);
    expect(await read({ newestFirst: true, limit: 2 })).toEqual(newest.slice(0, 2));
    const [, second] = await store.reader.audit({ incidentId: 'inc-0000000f', newestFirst: true });
    expect(await read({ newestFirst: true, beforeSeq: second?.seq ?? 0 })).toEqual(newest.slice(2));
    expect(await read({ actor: 'anna' })).toEqual(['plan.approved', 'planner.made']);
    expect(await read({ action: 'plan' })).toEqual(['plan.approved', 'plan.made']);
    expect(await read({ action: 'plan.made' })).toEqual(['plan.made']);
  });
});
