// The full automatic loop: simulator, webhook over HTTP, Temporal, worker, store, audit, until the incident is resolved.
import { join } from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import pino from 'pino';
import type { IncidentDoor } from '../client/incident-door';
import { AccountsClient } from '../client/accounts';
import { IncidentsClient } from '../client/incidents';
import { connectTemporal } from '../client/temporal';
import { incidentWorkflowId, type ConnectionRef } from '../domain/connection-ref';
import type { PipelineEvent } from '../domain/pipeline-event';
import { SimulatorControl } from '../drills/simulator-control';
import { requestJson } from '../drills/request-json';
import { startIngress } from '../ingress/server';
import { loadConfigFiles } from '../integrations/config-files/load';
import { openStore, type StoreOptions } from '../integrations/postgres/open-store';
import { freePort } from '../local/ports';
import { simulatorAccounts, startSimulators, wireWebhooks } from '../local/simulators';
import { loadBundle } from '../workers/bundle';
import { composeCorrelation } from '../workers/compose-correlation';
import { startWorker } from '../workers/compose';
import { TOLD_TO_NOBODY } from '../workers/compose-notices';
import { ensureSearchAttributes } from '../workers/search-attributes';
import { AT_ONCE } from './bare';

export interface IncidentFigures {
  perSecond: number;
  /** From Temporal having the webhook's event to the provider receiving the remedy. */
  toRemediationP50Ms: number;
  historyEventsMax: number;
}

const CONFIG = join(__dirname, '..', '..', 'config');
const SECRET = 'bench-webhook-secret';
const QUIET = pino({ level: 'silent' });

export async function measureIncidents(ground: {
  address: string;
  store: StoreOptions;
  count: number;
}): Promise<IncidentFigures> {
  const simulators = await startSimulators(await freePort(2), '127.0.0.1', process.env);
  const accounts = simulatorAccounts(simulators.urls, SECRET);
  const store = await openStore(ground.store);
  const files = await loadConfigFiles(CONFIG, {});
  const noPause = { retryBackoffMs: 0, verifyPollMs: 30_000 };
  files.policies.files.unshift({
    name: 'bench',
    version: '1',
    rules: [{ id: 'no-pause', why: 'measures the loop, not its pauses', match: {}, timings: noPause }],
  });
  const connection = await NativeConnection.connect({ address: ground.address });
  await ensureSearchAttributes(connection, 'default');
  const temporal = await connectTemporal({ env: { TEMPORAL_ADDRESS: ground.address } });
  const worker = await startWorker({
    ...{
      connection,
      namespace: 'default',
      bundle: loadBundle(),
      config: files,
      accounts,
      store: store.store,
      logger: QUIET,
    },
    ...{
      connections: store.connections,
      cases: store.cases,
      model: null,
      events: new IncidentsClient(temporal.client),
    },
    ...{ records: store.records, brakes: store.brakes, freezes: [], notices: TOLD_TO_NOBODY },
    correlation: await composeCorrelation({
      ...{ configFolder: CONFIG, environment: {}, surroundings: store.surroundings },
    }),
    versioned: false,
  });
  const opened = new OpenedIncidents(new IncidentsClient(temporal.client));
  const api = await startIngress({
    ...{
      host: '127.0.0.1',
      port: 0,
      accounts,
      people: files.people,
      tokens: [],
      reader: store.reader,
      connections: store.connections,
      surroundings: store.surroundings,
      brakes: store.brakes,
      tokenStore: store.tokens,
      auditLog: store.auditLog,
      modes: store.modes,
      delegations: store.delegations,
      records: store.records,
      freezes: [],
      policy: { policies: files.policies, hash: files.hashes.policies },
      provider: new AccountsClient(temporal.client),
      logger: QUIET,
    },
    incidents: opened.door,
    webhooksPerMinuteMax: 1_000_000,
  });
  await wireWebhooks(simulators.urls, api.url, SECRET);

  const refs = await breakConnections(simulators.urls, ground.count);
  const one = async (ref: ConnectionRef) => {
    await new SimulatorControl(simulators.urls[ref.provider]).run(ref.connectionId);
    await opened.of(ref);
    await temporal.client.workflow.getHandle(incidentWorkflowId(ref)).result();
  };
  const started = performance.now();
  const waiting = [...refs];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let ref = waiting.pop(); ref; ref = waiting.pop()) await one(ref);
    }),
  );
  const perSecond = ground.count / ((performance.now() - started) / 1000);
  const alone = await measureAlone(simulators.urls, one, opened);
  const histories = await Promise.all(
    refs
      .slice(0, 10)
      .map((ref) => temporal.client.workflow.getHandle(incidentWorkflowId(ref)).fetchHistory()),
  );
  await api.close();
  await worker.shutdown();
  await temporal.close();
  await connection.close();
  await store.close();
  await simulators.stop();
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
    const query = new URLSearchParams({ method: 'POST', path: remedy });
    // The simulator's log: each request with the time of its arrival.
    const log = (await requestJson('GET', `${urls[ref.provider]}/_sim/requests?${query.toString()}`)) as {
      items: { at: string; body: unknown }[];
    };
    const arrival = log.items
      .filter((r) => ref.provider === 'fivetran' || JSON.stringify(r.body).includes(ref.connectionId))
      .at(-1);
    if (arrival) latencies.push(Date.parse(arrival.at) - (await opened.of(ref)));
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

  constructor(private readonly client: IncidentDoor) {}

  readonly door: IncidentDoor = {
    report: async (event: PipelineEvent) => {
      const answer = await this.client.report(event);
      if (event.kind === 'sync_failed') this.entry(event).open(Date.now());
      return answer;
    },
    decide: (...args) => this.client.decide(...args),
    control: (...args) => this.client.control(...args),
    get: (...args) => this.client.get(...args),
    list: (...args) => this.client.list(...args),
  };

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
