// Starts one Fivetran simulator: its API, its control API, its own account in memory.
import { frameworkStatus } from '../engine/framework-fault';
import type { FastifyInstance } from 'fastify';
import { addControlApi } from '../engine/control-api';
import { addFaultHooks } from '../engine/fault-hooks';
import { FaultBook } from '../engine/faults';
import { createServer, listen, MalformedBody, type RunningSimulator } from '../engine/http-server';
import { RequestLog } from '../engine/request-log';
import { FivetranAccount } from './account';
import { addApprovalRoutes } from './approval-routes';
import { requireBasic, type KeyPair } from './auth';
import { canonicalPath } from './canonical-path';
import { addCatalogRoutes } from './catalog-routes';
import { addColumnDropRoutes } from './column-drop-routes';
import { addConnectionRoutes } from './connection-routes';
import { addFivetranControls } from './control-routes';
import { addDestinationRoutes } from './destination-routes';
import { FivetranError } from './envelope';
import { addGroupRoutes } from './group-routes';
import { addInsightRoutes } from './insight-routes';
import { addMetadataRoutes } from './metadata-routes';
import { TooManyRequests } from './quota';
import { classesOf } from './request-class';
import { addResyncRoutes } from './resync-routes';
import { addSchemaRoutes } from './schema-routes';
import { addStateRoutes } from './state-routes';
import { addSystemKeyRoutes } from './system-key-routes';
import { addTransformationRoutes } from './transformation-routes';
import { addTriggerRoutes } from './trigger-routes';
import { addUserRoutes } from './user-routes';
import { addWarningRoutes } from './warning-routes';
import { addWebhookRoutes } from './webhook-routes';

const ROUTES = [
  addGroupRoutes,
  addUserRoutes,
  addSystemKeyRoutes,
  addDestinationRoutes,
  addConnectionRoutes,
  addTriggerRoutes,
  addResyncRoutes,
  addApprovalRoutes,
  addSchemaRoutes,
  addColumnDropRoutes,
  addInsightRoutes,
  addWarningRoutes,
  addStateRoutes,
  addMetadataRoutes,
  addCatalogRoutes,
  addTransformationRoutes,
  addWebhookRoutes,
];

export interface FivetranSimulatorOptions {
  readonly host?: string;
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  readonly credentials?: KeyPair;
}

export async function startFivetranSimulator(
  options: FivetranSimulatorOptions = {},
): Promise<RunningSimulator> {
  const account = new FivetranAccount();
  const credentials = options.credentials ?? { key: 'sim-key', secret: 'sim-secret' };
  const faults = new FaultBook(account.random);
  const requests = new RequestLog();
  const server = createServer(canonicalPath);

  addErrors(server);
  addFaultHooks(server, requests, faults, account.clock);
  addGate(server, account, credentials);
  for (const addRoutes of ROUTES) addRoutes(server, account);
  addControlApi(server, {
    world: account.world,
    runs: account.runs,
    kindField: 'service',
    clock: account.clock,
    random: account.random,
    faults,
    requests,
    webhooks: account.delivery,
    credentials: { ...credentials, token: `${credentials.key}:${credentials.secret}` },
    resetProvider: () => account.reset(),
    addControls: (sim) => addFivetranControls(sim, account),
  });

  const url = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  return {
    url,
    close: async () => {
      account.clock.clear();
      await server.close();
      await account.delivery.close();
    },
  };
}

/** First the key, then the quotas, which every answer tells, ordered faults excepted where they tell their own. */
function addGate(server: FastifyInstance, account: FivetranAccount, preset: KeyPair): void {
  server.addHook('preHandler', async (request) => {
    if (!request.url.startsWith('/v1/')) return;
    const now = account.clock.now();
    requireBasic(request.headers.authorization, [preset, ...account.systemKeys.living(now)]);
    account.quota.take(classesOf(request), now);
  });
  server.addHook('onSend', async (request, reply, payload) => {
    if (!request.url.startsWith('/v1/')) return payload;
    for (const [name, value] of Object.entries(account.quota.headers(account.clock.now()))) {
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
    return payload;
  });
}

function addErrors(server: FastifyInstance): void {
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof TooManyRequests) reply.header('retry-after', String(error.retryAfterSeconds));
    if (error instanceof FivetranError) {
      return reply.code(error.status).send({ code: error.code, message: error.message });
    }
    if (error instanceof MalformedBody)
      return reply.code(400).send({ code: 'BadRequest', message: error.message });
    const message = error instanceof Error ? error.message : String(error);
    const refused = frameworkStatus(error);
    if (refused !== null) return reply.code(refused).send({ code: 'BadRequest', message });
    return reply.code(500).send({ code: 'InternalServerError', message });
  });
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ code: 'NotFound', message: 'HTTP 404 Not Found' }),
  );
}
