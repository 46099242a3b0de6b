// A grown worker process: PostgreSQL and Temporal are elsewhere, and there may be many of us.
import { createServer, type Server } from 'node:http';
import { Client } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import { IncidentsClient } from '../client/incidents';
import { keepDigestSchedules } from '../client/digest-schedules';
import { keepSweepSchedules } from '../client/schedules';
import { OpError } from '../domain/op-error';
import { ConfigFileError } from '../integrations/config-files/config-file-error';
import { createLogger } from '../integrations/observability/logger';
import { openStore } from '../integrations/postgres/open-store';
import { EnvironmentError } from '../integrations/secrets/environment';
import { loadBundle } from './bundle';
import { composeCorrelation } from './compose-correlation';
import { composeModel } from './compose-model';
import { composeNotices, identitiesOf } from './compose-notices';
import { composeSurfaces } from './compose-surfaces';
import { startWorker } from './compose';
import { linksOf, workerConfig } from './config';
import { makeCurrent } from './deployment-version';
import { followAccounts } from './follow-accounts';
import { readConfiguration } from './read-configuration';
import { installRuntime } from './runtime-logging';
import { ensureSearchAttributes } from './search-attributes';

async function main(): Promise<void> {
  const config = workerConfig();
  const logger = createLogger({ level: config.logLevel, name: 'worker' });
  const { files, freezes } = await readConfiguration(config);
  const bundle = loadBundle();
  installRuntime(logger);
  const store = await openStore({ databaseUrl: config.databaseUrl });
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({
    overrideEnvVars: texts(config.environment),
  });
  const connection = await connect(connectionOptions);
  await ensureSearchAttributes(connection, namespace);
  const client = new Client({ connection, namespace });
  const { environment, configFolder } = config;
  const model = await composeModel({ environment, configFolder, ledger: store.models });
  const { surroundings } = store;
  const correlation = await composeCorrelation({ environment, configFolder, surroundings });
  const notices = await composeNotices({
    ...{ configFolder, client, reader: store.reader, posts: store.posts },
    links: linksOf(config, namespace),
    surfaces: await composeSurfaces({ environment, configFolder, identityOf: identitiesOf(files.people) }),
  });
  const worker = await startWorker({
    ...{ connection, namespace, bundle, config: files, accounts: files.accounts, store: store.store, logger },
    ...{ connections: store.connections, cases: store.cases, events: new IncidentsClient(client) },
    ...{ model, correlation, freezes, notices, brakes: store.brakes, records: store.records },
    versioned: true,
    maxCachedWorkflows: config.workflowCache,
  });
  await makeCurrent(connection, namespace, bundle.buildId);
  await keepSweepSchedules(client, files.accounts);
  await keepDigestSchedules(client, notices.routes);
  const unfollow = followAccounts(
    worker,
    { folder: config.configFolder, env: config.environment, files },
    logger,
  );
  const health = config.healthPort === 0 ? null : answerHealth(config.healthPort, config.host);
  logger.info({ buildId: bundle.buildId, namespace, accounts: files.accounts.length }, 'worker.started');

  const stop = () => void worker.shutdown().catch(() => undefined);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await worker.run;
  unfollow();
  health?.close();
  await connection.close();
  await store.close();
  logger.info({}, 'worker.stopped');
}

async function connect(options: Parameters<typeof NativeConnection.connect>[0]): Promise<NativeConnection> {
  try {
    return await NativeConnection.connect(options);
  } catch (cause) {
    throw new OpError(
      'provider.unreachable',
      { message: `cannot reach Temporal at ${options?.address ?? '127.0.0.1:7233'} (TEMPORAL_ADDRESS)` },
      { cause },
    );
  }
}

/** 200 while the process polls: it serves nothing else, so that is all there is to know. */
function answerHealth(port: number, host: string): Server {
  return createServer((_request, response) => response.end('ok')).listen(port, host);
}

function texts(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** Exit codes of the contract: 2 invalid configuration, 3 cannot reach, 78 bad environment. */
function exitCodeOf(error: unknown): number {
  if (error instanceof EnvironmentError) return 78;
  if (error instanceof ConfigFileError) return 2;
  return error instanceof OpError ? 3 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`penstock worker: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(exitCodeOf(error));
});
