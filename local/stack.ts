// The embedded stack: children first, then worker, API and store in this process.
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { keepDigestSchedules } from '../client/digest-schedules';
import { keepSweepSchedules } from '../client/schedules';
import { AccountsClient } from '../client/accounts';
import { IncidentsClient } from '../client/incidents';
import { connectTemporal } from '../client/temporal';
import { incidentPagesOf, type Links } from '../domain/incident-links';
import { present } from '../domain/present';
import { startIngress } from '../ingress/server';
import { oidcSettings } from '../ingress/oidc-settings';
import { openSlack } from '../ingress/slack/open';
import { surfaceChecks } from '../ingress/surface-checks';
import { openTeams } from '../ingress/teams/open';
import { openTickets } from '../ingress/tickets/open';
import { openStore } from '../integrations/postgres/open-store';
import { loadBundle } from '../workers/bundle';
import { composeCorrelation } from '../workers/compose-correlation';
import { composeModel } from '../workers/compose-model';
import { composeNotices, identitiesOf } from '../workers/compose-notices';
import { composeSurfaces } from '../workers/compose-surfaces';
import { startWorker } from '../workers/compose';
import { makeCurrent } from '../workers/deployment-version';
import { followAccounts } from '../workers/follow-accounts';
import { readConfiguration } from '../workers/read-configuration';
import { ensureSearchAttributes } from '../workers/search-attributes';
import { endOrphan } from './child';
import type { LocalConfig } from './config';
import { Home } from './home';
import { onPort } from './ports';
import { simulatorAccounts, startSimulators, wireWebhooks, type RunningSimulators } from './simulators';
import { wireChat, withSimulatedChat } from './simulated-chat';
import { takeOver } from './takeover';
import type { UndoStack } from './undo-stack';
import { useTemporal } from './use-temporal';

export interface RunningStack {
  apiUrl: string;
  temporalUi: string | null;
  simulators: RunningSimulators['urls'] | null;
  /** Rejects when a part breaks; a stack that lacks one is of no use. */
  broken: Promise<never>;
}

/** Starts everything, and pushes onto `undo` how each part is stopped as soon as it runs. */
export async function startStack(
  config: LocalConfig,
  logger: Logger,
  undo: UndoStack,
  say: (line: string) => void,
): Promise<RunningStack> {
  const { files, freezes, surfaces } = await readConfiguration(config);
  const oidc = oidcSettings(config.environment) ?? undefined;
  const bundle = loadBundle();
  const home = new Home(config.home);
  undo.push('the lock', home.lock());
  const { databaseUrl } = config;
  const store = await openStore(
    databaseUrl === undefined ? { embeddedFolder: home.room('store') } : { databaseUrl },
  );
  undo.push('the store', () => store.close());

  const temporal = await useTemporal(config, home, say);
  undo.push('the Temporal server', temporal.stop);

  const webhookSecret = home.secret('webhook-secret');
  const simulators = files.accounts.length > 0 ? null : await simulate(config, home, say);
  if (simulators) undo.push('the simulators', simulators.stop);
  const accounts = simulators ? simulatorAccounts(simulators.urls, webhookSecret) : files.accounts;

  const door = await connectTemporal({ env: temporal.environment });
  undo.push('the client', () => door.close());
  const { namespace } = door;
  const connection = await NativeConnection.connect(
    loadClientConnectConfig({ overrideEnvVars: temporal.environment }).connectionOptions,
  );
  undo.push('the connection', () => connection.close());
  await ensureSearchAttributes(connection, namespace);
  const incidents = new IncidentsClient(door.client);
  const { environment, configFolder } = config;
  const model = await composeModel({ environment, configFolder, ledger: store.models });
  const { surroundings } = store;
  const correlation = await composeCorrelation({ environment, configFolder, surroundings });
  const chat = simulators ? withSimulatedChat(environment, simulators.urls.chat) : environment;
  // Completed when the API listens: people are told where to look and decide.
  const links: Links = { namespace, ...(temporal.uiUrl === null ? {} : { temporalUi: temporal.uiUrl }) };
  const notices = await composeNotices({
    ...{ configFolder, client: door.client, reader: store.reader, posts: store.posts, links },
    surfaces: await composeSurfaces({
      ...{ environment: chat, configFolder },
      identityOf: identitiesOf(files.people),
    }),
  });
  const worker = await startWorker({
    ...{ connection, namespace, bundle, config: files, accounts, store: store.store, logger },
    ...{ connections: store.connections, cases: store.cases, events: incidents },
    ...{ model, correlation, freezes, notices, brakes: store.brakes, records: store.records },
    versioned: true,
  });
  undo.push('the worker', () => worker.shutdown());
  await makeCurrent(connection, namespace, bundle.buildId);
  await keepSweepSchedules(door.client, accounts);
  await keepDigestSchedules(door.client, notices.routes);
  for await (const line of takeOver(door.client, namespace, bundle)) say(line);

  const wanted = { variable: 'PENSTOCK_PORT', port: config.ports.api, host: config.host };
  const ingress = await onPort({ ...wanted, asked: config.asked('PENSTOCK_PORT') }, say, (port) =>
    startIngress({
      host: config.host,
      port,
      accounts,
      people: files.people,
      oidcGroups: files.oidcGroups,
      tokens: home.tokens(files.people),
      incidents,
      reader: store.reader,
      connections: store.connections,
      surroundings: store.surroundings,
      brakes: store.brakes,
      tokenStore: store.tokens,
      surfaceChecks: surfaceChecks(surfaces, chat),
      freezes,
      policy: { policies: files.policies, hash: files.hashes.policies },
      provider: new AccountsClient(door.client),
      logger,
      links,
      auditLog: store.auditLog,
      modes: store.modes,
      delegations: store.delegations,
      records: store.records,
      ...present({
        slack: openSlack(chat) ?? undefined,
        tickets: openTickets(surfaces, { routes: notices.routes, posts: store.posts }),
        teams: openTeams(surfaces.teams),
        oidc,
      }),
      checks: [{ name: 'temporal', check: () => door.ping() }],
      ...(simulators ? { webhooksPerMinuteMax: 100_000, apiPerMinuteMax: 100_000 } : {}),
    }),
  );
  undo.push('the API', () => ingress.close());
  links.console = incidentPagesOf(config.publicUrl ?? ingress.url);
  if (!simulators) {
    const from = { folder: config.configFolder, env: config.environment, files };
    const unfollow = followAccounts(worker, from, logger, (changed) =>
      accounts.splice(0, accounts.length, ...changed),
    );
    undo.push('the accounts', () => Promise.resolve(unfollow()));
  }
  if (simulators) {
    await wireWebhooks(simulators.urls, ingress.url, webhookSecret);
    await wireChat(simulators.urls.chat, ingress.url);
  }
  home.announce({ api: ingress.url, temporal: door.address, simulators: simulators?.urls ?? null });
  undo.push('the note', () => home.withdraw());

  return {
    apiUrl: ingress.url,
    temporalUi: temporal.uiUrl,
    simulators: simulators?.urls ?? null,
    broken: firstToEnd([
      ['the worker', worker.run],
      ['the Temporal server', temporal.ended],
      ...(simulators ? [['the simulators', simulators.ended] as const] : []),
    ]),
  };
}

async function simulate(
  config: LocalConfig,
  home: Home,
  say: (line: string) => void,
): Promise<RunningSimulators> {
  const noteFile = home.path('simulators.pid');
  await endOrphan(noteFile, 'simulators', say);
  const variable = 'PENSTOCK_SIM_PORT';
  const wanted = {
    variable,
    port: config.ports.simulators,
    asked: config.asked(variable),
    host: config.host,
  };
  return onPort({ ...wanted, count: 4 }, say, (port) =>
    startSimulators(port, config.host, config.environment, noteFile),
  );
}

function firstToEnd(parts: (readonly [name: string, ended: Promise<void>])[]): Promise<never> {
  const broken = Promise.race(
    parts.map(([name, ended]) =>
      ended.then((): never => {
        throw new Error(`${name} ended by itself`);
      }),
    ),
  );
  // Looked at by main once it runs; until then a broken part is no unhandled rejection.
  broken.catch(() => undefined);
  return broken;
}
