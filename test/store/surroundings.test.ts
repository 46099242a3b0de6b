// What the store tells of the time around a failure, on both back ends.
import { incidentView } from '../../domain/incident-view';
import { openState } from '../../domain/incident-state';
import type { Diagnosis } from '../../domain/diagnosis';
import type { Incident } from '../../domain/incident';
import type { StepIntent } from '../../domain/store-ports';
import { connectionState } from '../connection-state';
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('surroundings were');
const SINCE = '2026-11-20T10:00:00.000Z';
const IN_TIME = '2026-11-20T11:00:00.000Z';

function opened(id: string, account: string, connectionId: string, at: string): Incident {
  const event = {
    ...{ id: `event-${id}`, kind: 'sync_failed' as const, provider: 'fivetran' as const, account },
    ...{ connectionId, source: 'poll' as const, occurredAt: at },
  };
  const view = incidentView(openState(event, { workflowId: `w/${id}`, runId: id }, at));
  const connection = { ...view.connection, service: 'postgres', destination: 'warehouse' };
  return { ...view, id, connection };
}

const intent = (key: string, incidentId: string, kind: string, at: string): StepIntent => ({
  ...{ key, incidentId, stepId: 's1', kind, target: 'c1', planHash: 'h', approvedBy: [], at },
  ...{ before: connectionState({}), targetBefore: null },
});

describe.each(BACK_ENDS)('on %s', (name) => {
  it('knows when ended incidents of the same class opened on the same connection', async () => {
    const store = storeOf(name);
    if (!store) return;
    const diagnosis: Diagnosis = {
      ...{ class: 'rate_limit', symptom: 'failed', confidence: 0.9, band: 'high', decidedBy: 'rule' },
      ...{ summary: '', evidence: [], action: 'retry_with_backoff', alternatives: [] },
    };
    const ended = (
      id: string,
      connectionId: string,
      at: string,
      changes: Partial<Incident> = {},
    ): Incident => ({
      ...opened(id, 'elsewhere', connectionId, at),
      ...{ status: 'resolved', diagnosis },
      ...changes,
    });
    const incidents = [
      ended('inc-r1', 'again', IN_TIME),
      ended('inc-r2', 'again', '2026-11-20T11:30:00.000Z', { status: 'closed' }),
      ended('inc-r3', 'again', '2026-11-20T09:00:00.000Z'),
      ended('inc-r4', 'again', IN_TIME, { status: 'verifying' }),
      ended('inc-r5', 'again', IN_TIME, { diagnosis: { ...diagnosis, class: 'authentication' } }),
      ended('inc-r6', 'another', IN_TIME),
    ];
    for (const incident of incidents) await store.store.record({ incident, audit: [] });
    const ref = { provider: 'fivetran' as const, account: 'elsewhere', connectionId: 'again' };
    expect(await store.surroundings.earlier(ref, 'rate_limit', SINCE)).toEqual([
      '2026-11-20T11:30:00.000Z',
      IN_TIME,
    ]);
  });

  it('shows other connections of the tenant since then, and our own changes to this one', async () => {
    const store = storeOf(name);
    if (!store) return;
    const incidents = [
      opened('inc-here', 'main', 'c1', IN_TIME),
      opened('inc-near', 'main', 'c2', IN_TIME),
      opened('inc-early', 'main', 'c3', '2026-11-20T09:00:00.000Z'),
      opened('inc-strange', 'stranger', 'c4', IN_TIME),
    ];
    for (const incident of incidents) await store.store.record({ incident, audit: [] });
    await store.store.recordIntent(intent('k1', 'inc-here', 'set_schedule', IN_TIME));
    await store.store.recordIntent(intent('k2', 'inc-here', 'change_setting', '2026-11-20T09:00:00.000Z'));
    await store.store.recordIntent(intent('k3', 'inc-near', 'set_schedule', IN_TIME));
    const here = {
      ...{ provider: 'fivetran' as const, account: 'main', connectionId: 'c1' },
      ...{ service: 'postgres', destination: 'warehouse' },
    };
    const tenant = [{ provider: 'fivetran' as const, account: 'main' }];
    expect(await store.surroundings.around(here, SINCE, tenant)).toEqual({
      neighbours: [
        {
          ...{ provider: 'fivetran', account: 'main', connectionId: 'c2', incidentId: 'inc-near' },
          ...{ service: 'postgres', destination: 'warehouse', class: null, openedAt: IN_TIME },
        },
      ],
      ownChanges: [{ kind: 'set_schedule', incidentId: 'inc-here', at: IN_TIME }],
    });
    expect((await store.surroundings.around(here, SINCE, [])).neighbours).toEqual([]);
  });
});
