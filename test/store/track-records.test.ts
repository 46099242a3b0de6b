// The record that policy reads, on both back ends: what counts as an automatic repair, and whose effects are seen.
import { EFFECT_JUDGED, type Effect } from '../../domain/modes/effect';
import type { RecordAsked } from '../../domain/modes/track-record';
import type { ModeSetting } from '../../domain/modes/mode-setting';
import type { Incident } from '../../domain/incident';
import type { StepIntent } from '../../domain/store-ports';
import { anIncident } from '../contract/surfaces/an-incident';
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('track records were');
const SINCE = '2026-11-20T00:00:00.000Z';
const AT = '2026-11-20T12:00:00.000Z';
type Repaired = { playbook?: string; connectionId?: string; at?: string };

/** One account a test, so that tests share a store and nothing else. */
function incident(
  id: string,
  account: string,
  { playbook = 'retry@1', connectionId = 'c1' }: Repaired,
): Incident {
  const { plan, connection } = anIncident();
  return anIncident({
    ...{ id, account, connection: { ...connection, id: connectionId } },
    plan: plan && { ...plan, playbook },
  });
}

function intent(incidentId: string, changes: Partial<StepIntent> = {}): StepIntent {
  const { stepId = 'p1-s1', planHash = 'hash-1' } = changes;
  return {
    ...{
      key: `${incidentId}/${planHash}/${stepId}/1`,
      incidentId,
      stepId,
      kind: 'trigger_sync',
      target: 'c1',
    },
    ...{ planHash, approvedBy: [], targetBefore: null, at: AT },
    // Of no meaning here; an adapter's reading in production.
    before: { paused: false } as unknown as StepIntent['before'],
    ...changes,
  };
}

function effect(incidentId: string, account: string, at: string): Effect {
  return {
    ...{ incidentId, provider: 'fivetran', account, connectionId: 'c1', class: 'rate_limit' },
    ...{ action: 'wait_for_quota_reset', automated: true, agreed: null, verdict: 'verified', at },
  };
}

describe.each(BACK_ENDS)('on %s', (name) => {
  const ground = (account: string) => {
    const store = storeOf(name);
    if (!store) return undefined;
    const about = { provider: 'fivetran', account, connectionId: 'c1', class: 'rate_limit' } as const;
    return {
      store,
      repaired: async (id: string, intents: StepIntent[], about: Repaired = {}) => {
        await store.store.record({ incident: incident(id, account, about), audit: [] });
        for (const one of intents) await store.store.recordIntent(one);
      },
      repairs: async (except?: string, repairsOf: RecordAsked['repairsOf'] = 'account') => {
        const asked = { since: SINCE, repairsOf, ...(except === undefined ? {} : { except }) };
        return (await store.records.read(about, asked)).repairs;
      },
      read: (since = SINCE) => store.records.read(about, { since, repairsOf: 'account' }),
    };
  };

  it('a plan counts once however many steps it has, and another plan of the same incident counts again', async () => {
    const on = ground('once');
    if (!on) return;
    await on.repaired('inc-once', [
      intent('inc-once'),
      intent('inc-once', { stepId: 'p1-s2', at: '2026-11-20T12:05:00.000Z' }),
    ]);
    expect(await on.repairs()).toEqual([
      {
        ...{ incidentId: 'inc-once', provider: 'fivetran', account: 'once', connectionId: 'c1' },
        ...{ class: 'authentication', at: AT },
      },
    ]);
    await on.repaired('inc-once', [intent('inc-once', { planHash: 'hash-2' })]);
    expect(await on.repairs()).toHaveLength(2);
  });

  it('undoing, what a person asked for and what people approved do not count', async () => {
    const on = ground('uncounted');
    if (!on) return;
    await on.repaired('inc-undo', [intent('inc-undo', { stepId: 'p1-s1-c1' })]);
    await on.repaired('inc-asked', [intent('inc-asked')], { playbook: 'requested@1' });
    await on.repaired('inc-people', [intent('inc-people', { approvedBy: ['ada'] })]);
    expect(await on.repairs()).toEqual([]);
    await on.repaired('inc-real', [intent('inc-real')], { connectionId: 'c2' });
    expect((await on.repairs()).map(({ connectionId }) => connectionId)).toEqual(['c2']);
    expect(await on.repairs(undefined, 'connection')).toEqual([]);
    expect(await on.repairs(undefined, 'none')).toEqual([]);
  });

  it('neither the incident that asks counts, nor what another account did, nor what is long ago', async () => {
    const [on, other] = [ground('asking'), ground('other')];
    if (!on || !other) return;
    await on.repaired('inc-self', [intent('inc-self')]);
    await on.repaired('inc-old', [intent('inc-old', { at: '2026-11-19T23:59:59.000Z' })]);
    await other.repaired('inc-other', [intent('inc-other')]);
    expect((await on.repairs()).map(({ incidentId }) => incidentId)).toEqual(['inc-self']);
    expect(await on.repairs('inc-self')).toEqual([]);
    expect((await other.repairs('inc-self')).map(({ incidentId }) => incidentId)).toEqual(['inc-other']);
  });

  it('effects are those of the account since then, and further back as far as an earned setting reaches', async () => {
    const on = ground('effects');
    if (!on) return;
    const judged = (one: Effect) => ({
      ...{ key: `${one.incidentId}/judged`, at: one.at, incidentId: one.incidentId, actor: 'system' },
      ...{ action: EFFECT_JUDGED, details: { ...one } },
    });
    const [old, recent] = [
      effect('inc-e1', 'effects', '2026-10-02T00:00:00.000Z'),
      effect('inc-e2', 'effects', AT),
    ];
    const foreign = effect('inc-e3', 'elsewhere', AT);
    await on.store.store.record({ incident: null, audit: [old, recent, foreign].map(judged) });
    expect((await on.read()).effects).toEqual([recent]);
    const earned: ModeSetting = {
      ...{
        id: 'mode-earned',
        scope: {},
        mode: 'automate',
        origin: 'earned',
        by: 'ada',
        reason: 'its record',
      },
      ...{ since: '2026-10-01T00:00:00.000Z', until: null },
    };
    const audit = {
      key: 'mode-earned/set',
      at: AT,
      incidentId: 'mode-earned',
      actor: 'ada',
      action: 'mode.set',
    };
    await on.store.modes.setMode(earned, { ...audit, details: {} });
    const record = await on.read();
    expect(record.settings).toEqual([earned]);
    expect(record.effects.map(({ incidentId }) => incidentId).sort()).toEqual(['inc-e1', 'inc-e2']);
  });
});
