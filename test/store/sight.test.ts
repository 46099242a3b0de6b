// Lists filtered by what somebody may see: the database draws the same line as the pure rule, on both back ends.
import fc from 'fast-check';
import { inSight, type Sight } from '../../domain/access/sight';
import { incidentWorkflowId, type ConnectionRef } from '../../domain/connection-ref';
import { connectionOf } from '../../domain/incident';
import { openState } from '../../domain/incident-state';
import { incidentView } from '../../domain/incident-view';
import { knownConnection } from '../known-connection';
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('sight was');
const AT = '2026-11-20T12:00:00.000Z';

const CONNECTIONS = (['fivetran', 'airbyte'] as const).flatMap((provider) =>
  ['prod', 'lab'].flatMap((account) =>
    ['orders_eu', 'ordersxeu', 'a%b'].map((connectionId, i) => ({
      ref: { provider, account, connectionId },
      tags: [{}, { team: ' Sales' }, { team: 'finance', env: 'prod' }][i] ?? {},
    })),
  ),
);

function incidentOf({ ref, tags }: { ref: ConnectionRef; tags: Record<string, string> }, number: number) {
  const event = { ...ref, id: `e${number}`, kind: 'sync_failed', occurredAt: AT, source: 'poll' } as const;
  const runId = `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  const view = incidentView(openState(event, { workflowId: incidentWorkflowId(ref), runId }, AT));
  return { ...view, connection: { ...view.connection, tags } };
}

const part = fc.record(
  {
    provider: fc.constantFrom('fivetran' as const, 'airbyte' as const),
    account: fc.constantFrom('prod', 'lab'),
    connectionId: fc.constantFrom('orders_eu', 'orders*', '*_*', 'a%*', '*', '%', 'o*eu', '\\*'),
    tags: fc.record({ team: fc.constantFrom('sales', 'FINANCE ', 'x') }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const sight: fc.Arbitrary<Sight> = fc.array(fc.array(part, { maxLength: 3 }), { minLength: 1, maxLength: 2 });

describe.each(BACK_ENDS)('on %s', (name) => {
  it('a list holds what is in sight and nothing else, page after page', async () => {
    const store = storeOf(name);
    if (!store) return;
    const all = CONNECTIONS.map(incidentOf);
    for (const incident of all) await store.store.record({ incident, audit: [] });
    await store.connections.keep(CONNECTIONS.map(({ ref, tags }) => knownConnection({ ...ref, tags })));
    await fc.assert(
      fc.asyncProperty(sight, async (seen) => {
        const wanted = all.filter((one) => inSight(seen, connectionOf(one), one.connection.tags));
        const { items } = await store.reader.list({ sight: seen, limit: 200 });
        expect(items.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
        const known = await store.connections.list({ sight: seen, limit: 200 });
        expect(known.items).toHaveLength(wanted.length);
      }),
      { numRuns: 150 },
    );
    const prod = [[{ account: 'prod' }]];
    const first = await store.reader.list({ sight: prod, limit: 4 });
    const rest = await store.reader.list({ sight: prod, limit: 4, cursor: first.nextCursor ?? '' });
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([4, 2, null]);
  });
});
