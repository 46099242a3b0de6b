// The embedded stack: children first, then worker, API and store in this process; stopped in the opposite order.
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { IncidentsClient } from '../client/incidents';
import { connectTemporal } from '../client/temporal';
import { startIngress } from '../ingress/server';
import { loadConfigFiles } from '../integrations/config-files/load';
import { openStore } from '../integrations/postgres/open-store';
import { loadBundle } from '../workers/bundle';
import { startWorker } from '../workers/compose';
import { makeCurrent } from '../workers/deployment-version';
import { ensureSearchAttributes } from '../workers/search-attributes';
import type { LocalConfig } from './config';
import { Home } from './home';
import { choosePort } from './ports';
import { simulatorAccounts, startSimulators, wireWebhooks, type RunningSimulators } from './simulators';
import { takeOver } from './takeover';
import { useTemporal } from './use-temporal';

export interface RunningStack {
  apiUrl: string;
  temporalUi: string | null;
  simulators: RunningSimulators['urls'] | null;
  /** Rejects when a part breaks; a stack that lacks one is of no use. */
  broken: Promise<never>;
  stop(): Promise<void>;
}

const NAMESPACE = 'default';

/** Starts everything; what had started is stopped again when a later part fails. */
export async function startStack(
  config: LocalConfig,
  logger: Logger,
  say: (line: string) => void,
): Promise<RunningStack> {
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  try {
    return await start(config, logger, say, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  config: LocalConfig,
  logger: Logger,
  say: (line: string) => void,
  stops: (() => Promise<void> | void)[],
  stop: () => Promise<void>,
): Promise<RunningStack> {
  const bundle = loadBundle();
  const files = await loadConfigFiles(config.configFolder, config.environment);
  const home = new Home(config.home);
  const store = await openStore({ embeddedFolder: home.path('store') });
  stops.push(() => store.close());
  const webhookSecret = home.secret('webhook-secret');

  const temporal = await useTemporal(config, home, say);
  stops.push(() => temporal.stop());

  const simulators = files.accounts.length > 0 ? null : await simulate(config, say);
  if (simulators) stops.push(() => simulators.stop());
  const accounts = simulators ? simulatorAccounts(simulators.urls, webhookSecret) : files.accounts;

  const connection = await NativeConnection.connect({ address: temporal.address });
  stops.push(() => connection.close());
  await ensureSearchAttributes(connection, NAMESPACE);
  const worker = await startWorker({
    ...{ connection, namespace: NAMESPACE, bundle, config: files, accounts, store: store.store, logger },
    versioned: true,
  });
  stops.push(() => worker.shutdown());
  await makeCurrent(connection, NAMESPACE, bundle.buildId);

  const door = await connectTemporal({ env: { ...config.environment, TEMPORAL_ADDRESS: temporal.address } });
  stops.push(() => door.close());
  for (const line of await takeOver(door.client, NAMESPACE, bundle)) say(line);

  const port = await choosePort(
    { variable: 'PENSTOCK_PORT', port: config.ports.api, asked: config.asked('PENSTOCK_PORT') },
    say,
  );
  const ingress = await startIngress({
    host: config.host,
    port,
    accounts,
    people: files.people,
    tokens: home.tokens(files.people),
    incidents: new IncidentsClient(door.client),
    reader: store.reader,
    logger,
    links: temporal.uiUrl === null ? {} : { temporalUi: temporal.uiUrl },
    checks: [{ name: 'temporal', check: () => door.ping() }],
    ...(simulators ? { webhooksPerMinuteMax: 100_000 } : {}),
  });
  stops.push(() => ingress.close());
  if (simulators) await wireWebhooks(simulators.urls, ingress.url, webhookSecret);
  home.announce({ api: ingress.url, temporal: temporal.address, simulators: simulators?.urls ?? null });
  stops.push(() => home.withdraw());

  const broken = Promise.race([
    worker.run.then(() => never('the worker ended')),
    temporal.ended.then(() => never('the Temporal server ended')),
  ]);
  broken.catch(() => undefined);
  return {
    apiUrl: ingress.url,
    temporalUi: temporal.uiUrl,
    simulators: simulators?.urls ?? null,
    broken,
    stop,
  };
}

async function simulate(config: LocalConfig, say: (line: string) => void): Promise<RunningSimulators> {
  const variable = 'PENSTOCK_SIM_PORT';
  const port = await choosePort(
    { variable, port: config.ports.simulators, asked: config.asked(variable), count: 2 },
    say,
  );
  return startSimulators(port, config.host, config.environment);
}

function never(what: string): never {
  throw new Error(what);
}
