// The full automatic loop: simulator, webhook over HTTP, Temporal, worker, store, audit, until the incident is resolved.
import type { IncidentDoor } from '../client/incident-door';
import { incidentWorkflowId, type ConnectionRef } from '../domain/connection-ref';
import type { PipelineEvent } from '../domain/pipeline-event';
import { SimulatorControl } from '../drills/simulator-control';
import type { StoreOptions } from '../integrations/postgres/open-store';
import { lastArrivalMs } from './arrivals';
import { AT_ONCE } from './bare';
import { startProduct } from './product';

export interface IncidentFigures {
  perSecond: number;
  /** From Temporal having the webhook's event to the provider receiving the remedy. */
  toRemediationP50Ms: number;
  historyEventsMax: number;
}

export async function measureIncidents(ground: {
  address: string;
  store: StoreOptions;
  count: number;
}): Promise<IncidentFigures> {
  const noPause = { retryBackoffMs: 0, verifyPollMs: 30_000 };
  const why = 'measures the loop, not its pauses';
  const opened = new OpenedIncidents();
  const product = await startProduct({
    ...ground,
    rule: { id: 'no-pause', why, match: {}, timings: noPause },
    door: (plain) => opened.doorTo(plain),
  });
  const { urls, temporal } = product;

  const refs = await breakConnections(urls, ground.count);
  const one = async (ref: ConnectionRef) => {
    await new SimulatorControl(urls[ref.provider]).run(ref.connectionId);
    await opened.of(ref);
    await temporal.workflow.getHandle(incidentWorkflowId(ref)).result();
  };
  const started = performance.now();
  const waiting = [...refs];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let ref = waiting.pop(); ref; ref = waiting.pop()) await one(ref);
    }),
  );
  const perSecond = ground.count / ((performance.now() - started) / 1000);
  const alone = await measureAlone(urls, one, opened);
  const histories = await Promise.all(
    refs.slice(0, 10).map((ref) => temporal.workflow.getHandle(incidentWorkflowId(ref)).fetchHistory()),
  );
  await product.stop();
  return {
    perSecond,
    toRemediationP50Ms: alone,
    historyEventsMax: Math.max(...histories.map((history) => history.events?.length ?? 0)),
  };
}

/** One incident at a time, as the bare workflow is measured: p50 from webhook accepted to the remedy's arrival. */
async function measureAlone(
  urls: Record<'fivetran' | 'airbyte', string>,
  one: (ref: ConnectionRef) => Promise<void>,
  opened: OpenedIncidents,
): Promise<number> {
  const refs = await breakConnections(urls, 15);
  const latencies: number[] = [];
  for (const ref of refs) {
    await one(ref);
    const remedy =
      ref.provider === 'fivetran' ? `/v1/connections/${ref.connectionId}/sync` : '/api/public/v1/jobs';
    // Airbyte's path names no connection: its body does.
    const about = ref.provider === 'fivetran' ? '' : ref.connectionId;
    const arrivedMs = await lastArrivalMs(urls[ref.provider], remedy, about);
    if (arrivedMs !== null) latencies.push(arrivedMs - (await opened.of(ref)));
  }
  return latencies.sort((a, b) => a - b)[Math.floor(latencies.length / 2)] ?? Number.NaN;
}

async function breakConnections(
  urls: Record<'fivetran' | 'airbyte', string>,
  count: number,
): Promise<ConnectionRef[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const provider = index % 2 === 0 ? 'fivetran' : 'airbyte';
      const simulator = new SimulatorControl(urls[provider]);
      const kind = provider === 'fivetran' ? { service: 'postgres' } : { sourceType: 'source-postgres' };
      const connectionId = await simulator.createConnection({ ...kind, syncSeconds: 0.05 });
      await simulator.breakConnection(connectionId, {
        message: 'read tcp: connection reset by peer',
        until: 'sync',
      });
      return { provider, account: 'sim', connectionId } as const;
    }),
  );
}

/** Notes when Temporal has taken each opening event. */
class OpenedIncidents {
  private readonly at = new Map<string, { opened: Promise<number>; open: (ms: number) => void }>();

  doorTo(client: IncidentDoor): IncidentDoor {
    return {
      report: async (event: PipelineEvent) => {
        const answer = await client.report(event);
        if (event.kind === 'sync_failed') this.entry(event).open(Date.now());
        return answer;
      },
      decide: (...args) => client.decide(...args),
      control: (...args) => client.control(...args),
      get: (...args) => client.get(...args),
      list: (...args) => client.list(...args),
    };
  }

  of(ref: ConnectionRef): Promise<number> {
    return this.entry(ref).opened;
  }

  private entry(ref: ConnectionRef) {
    const key = incidentWorkflowId(ref);
    let entry = this.at.get(key);
    if (!entry) {
      let open: (ms: number) => void = () => undefined;
      const opened = new Promise<number>((resolve) => (open = resolve));
      entry = { opened, open };
      this.at.set(key, entry);
    }
    return entry;
  }
}
