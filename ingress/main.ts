// The API as a process of its own (the grown shape; the local stack starts ingress/server.ts inside its own process).
import { AccountsClient } from '../client/accounts';
import { IncidentsClient } from '../client/incidents';
import { connectTemporal } from '../client/temporal';
import type { Person } from '../domain/person';
import { OpError } from '../domain/op-error';
import { incidentPagesOf, type Links } from '../domain/incident-links';
import { present } from '../domain/present';
import { ConfigFileError } from '../integrations/config-files/config-file-error';
import { watchAccounts } from '../integrations/config-files/watch-accounts';
import { loadFreezes } from '../integrations/config-files/freezes';
import { loadConfigFiles } from '../integrations/config-files/load';
import { loadRoutes } from '../integrations/config-files/routes';
import { surfaceSettings } from '../integrations/config-files/surface-settings';
import { createLogger } from '../integrations/observability/logger';
import { openStore } from '../integrations/postgres/open-store';
import { EnvironmentError } from '../integrations/secrets/environment';
import type { AccessToken } from './auth';
import { accessToken, readConfig, type IngressConfig } from './config';
import { startIngress } from './server';
import { oidcSettings } from './oidc-settings';
import { surfaceChecks } from './surface-checks';
import { openSlack } from './slack/open';
import { openTeams } from './teams/open';
import { openTickets } from './tickets/open';

const EXIT_FAILED = 1;
const EXIT_BAD_CONFIG = 2;
const EXIT_UNREACHABLE = 3;
const EXIT_BAD_ENVIRONMENT = 78;

async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, name: 'api' });
  const { configFolder } = config;
  const files = await loadConfigFiles(configFolder, config.env);
  const surfaces = await surfaceSettings({ environment: config.env, configFolder });
  const routes = await loadRoutes(configFolder);
  const freezes = await loadFreezes(configFolder);
  const slack = openSlack(config.env) ?? undefined;
  const oidc = oidcSettings(config.env) ?? undefined;
  const store = await openStore({ databaseUrl: config.databaseUrl });
  // Lazy: while Temporal is down the API answers 503 by itself and /readyz says why.
  const temporal = await connectTemporal({ env: config.env, lazy: true });
  const { namespace } = temporal;
  const links: Links = present({ namespace, temporalUi: config.temporalUi });
  const server = await startIngress({
    host: config.host,
    port: config.port,
    accounts: files.accounts,
    people: files.people,
    oidcGroups: files.oidcGroups,
    tokens: tokensOf(config, files.people),
    incidents: new IncidentsClient(temporal.client),
    reader: store.reader,
    connections: store.connections,
    surroundings: store.surroundings,
    brakes: store.brakes,
    tokenStore: store.tokens,
    auditLog: store.auditLog,
    modes: store.modes,
    delegations: store.delegations,
    records: store.records,
    ...present({
      slack,
      tickets: openTickets(surfaces, { routes, posts: store.posts }),
      teams: openTeams(surfaces.teams),
      oidc,
    }),
    surfaceChecks: surfaceChecks(surfaces, config.env),
    freezes,
    policy: { policies: files.policies, hash: files.hashes.policies },
    provider: new AccountsClient(temporal.client),
    logger,
    trustProxy: config.trustProxy,
    links,
    checks: [{ name: 'temporal', check: () => temporal.ping() }],
  });
  links.console = incidentPagesOf(config.publicUrl ?? server.url);
  const unfollow = watchAccounts({
    ...{ folder: config.configFolder, env: config.env, sources: files.accountSources },
    onChange: (changed) => files.accounts.splice(0, files.accounts.length, ...changed),
    onMistake: (message) => logger.error({ error: message }, 'accounts.reload_failed'),
  });
  const stop = async () => {
    unfollow();
    await server.close();
    await temporal.close();
    await store.close();
    logger.info('api.stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

/** PENSTOCK_TOKEN stands for the first administrator; everybody else is in PENSTOCK_TOKENS_FILE. */
function tokensOf(config: IngressConfig, people: Person[]): AccessToken[] {
  const admin = people.find((p) => p.role === 'admin');
  if (config.adminToken === undefined || !admin) return config.tokens;
  return [...config.tokens, accessToken(config.adminToken, admin.id)];
}

function codeOf(error: unknown): number {
  if (error instanceof EnvironmentError) return EXIT_BAD_ENVIRONMENT;
  if (error instanceof ConfigFileError) return EXIT_BAD_CONFIG;
  return error instanceof OpError ? EXIT_UNREACHABLE : EXIT_FAILED;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(codeOf(error));
});
