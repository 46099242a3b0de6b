// The product on a server of the bench: simulators, store, worker and API in one process, as every measure needs them.
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import pino from 'pino';
import { AccountsClient } from '../client/accounts';
import type { IncidentDoor } from '../client/incident-door';
import { IncidentsClient } from '../client/incidents';
import { connectTemporal } from '../client/temporal';
import type { PolicyRule } from '../domain/policy/policy';
import { startIngress } from '../ingress/server';
import type { OpenSlack } from '../ingress/slack/open';
import { loadConfigFiles } from '../integrations/config-files/load';
import { openStore, type StoreOptions } from '../integrations/postgres/open-store';
import { freePort } from '../local/ports';
import {
  simulatorAccounts,
  startSimulators,
  wireWebhooks,
  type RunningSimulators,
} from '../local/simulators';
import { loadBundle } from '../workers/bundle';
import { startWorker } from '../workers/compose';
import { composeCorrelation } from '../workers/compose-correlation';
import { TOLD_TO_NOBODY } from '../workers/compose-notices';
import { ensureSearchAttributes } from '../workers/search-attributes';

export interface Product {
  urls: RunningSimulators['urls'];
  apiUrl: string;
  temporal: Client;
  incidents: IncidentDoor;
  stop(): Promise<void>;
}

export interface ProductGround {
  address: string;
  store: StoreOptions;
  /** Goes before the shipped rules. */
  rule: PolicyRule;
  /** What webhooks and clicks go through; the plain door when absent. */
  door?(plain: IncidentDoor): IncidentDoor;
  slack?(chatUrl: string): OpenSlack | null;
}

const CONFIG = join(__dirname, '..', '..', 'config');
const SECRET = 'bench-webhook-secret';
const QUIET = pino({ level: 'silent' });

export async function startProduct(ground: ProductGround): Promise<Product> {
  const simulators = await startSimulators(await freePort(2), '127.0.0.1', process.env);
  const accounts = simulatorAccounts(simulators.urls, SECRET);
  const store = await openStore(ground.store);
  const files = await loadConfigFiles(CONFIG, {});
  files.policies.files.unshift({ name: 'bench', version: '1', rules: [ground.rule] });
  const connection = await NativeConnection.connect({ address: ground.address });
  await ensureSearchAttributes(connection, 'default');
  const temporal = await connectTemporal({ env: { TEMPORAL_ADDRESS: ground.address } });
  const plain = new IncidentsClient(temporal.client);
  const worker = await startWorker({
    ...{ connection, namespace: 'default', bundle: loadBundle(), config: files, accounts },
    ...{ store: store.store, connections: store.connections, cases: store.cases, model: null },
    ...{ events: plain, records: store.records, brakes: store.brakes, freezes: [] },
    ...{ notices: TOLD_TO_NOBODY, logger: QUIET, versioned: false },
    correlation: await composeCorrelation({
      ...{ configFolder: CONFIG, environment: {}, surroundings: store.surroundings },
    }),
  });
  const incidents = ground.door?.(plain) ?? plain;
  const slack = ground.slack?.(simulators.urls.chat) ?? null;
  const api = await startIngress({
    ...{ host: '127.0.0.1', port: 0, accounts, people: files.people, tokens: [], freezes: [] },
    ...{ reader: store.reader, connections: store.connections, surroundings: store.surroundings },
    ...{ brakes: store.brakes, tokenStore: store.tokens, auditLog: store.auditLog, modes: store.modes },
    ...{ delegations: store.delegations, records: store.records },
    ...{ policy: { policies: files.policies, hash: files.hashes.policies } },
    ...{ provider: new AccountsClient(temporal.client), incidents, logger: QUIET },
    ...(slack && { slack }),
    webhooksPerMinuteMax: 1_000_000,
  });
  await wireWebhooks(simulators.urls, api.url, SECRET);
  return {
    ...{ urls: simulators.urls, apiUrl: api.url, temporal: temporal.client, incidents },
    async stop() {
      await api.close();
      await worker.shutdown();
      await temporal.close();
      await connection.close();
      await store.close();
      await simulators.stop();
    },
  };
}
