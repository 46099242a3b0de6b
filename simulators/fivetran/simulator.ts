// Starts one Fivetran simulator: its API, its control API, its own account in memory.
import type { FastifyInstance } from 'fastify';
import { addControlApi } from '../engine/control-api';
import { addFaultHooks } from '../engine/fault-hooks';
import { FaultBook } from '../engine/faults';
import { createServer, listen, MalformedBody, type RunningSimulator } from '../engine/http-server';
import { RequestLog } from '../engine/request-log';
import { FivetranAccount } from './account';
import { addAccountRoutes } from './account-routes';
import { requireBasic, type KeyPair } from './auth';
import { canonicalPath } from './canonical-path';
import { addConnectionRoutes } from './connection-routes';
import { FivetranError } from './envelope';
import { addFeatureControl, addInsightRoutes } from './insight-routes';
import { Quota } from './quota';
import { addSchemaRoutes } from './schema-routes';
import { addTriggerRoutes } from './trigger-routes';
import { addWebhookRoutes } from './webhook-routes';

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
  const quota = new Quota();
  const server = createServer(canonicalPath);

  addErrors(server);
  addFaultHooks(server, requests, faults, account.clock);
  server.addHook('preHandler', async (request, reply) => {
    if (!request.url.startsWith('/v1/')) return;
    requireBasic(request.headers.authorization, credentials);
    reply.headers(quota.headers(account.clock.now()));
  });
  addAccountRoutes(server, account);
  addConnectionRoutes(server, account);
  addTriggerRoutes(server, account);
  addSchemaRoutes(server, account);
  addInsightRoutes(server, account);
  addWebhookRoutes(server, account);
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
    addControls: (sim) => addFeatureControl(sim, account),
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

function addErrors(server: FastifyInstance): void {
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof FivetranError) {
      return reply.code(error.status).send({ code: error.code, message: error.message });
    }
    if (error instanceof MalformedBody)
      return reply.code(400).send({ code: 'BadRequest', message: error.message });
    const message = error instanceof Error ? error.message : String(error);
    return reply.code(500).send({ code: 'InternalServerError', message });
  });
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ code: 'NotFound', message: 'HTTP 404 Not Found' }),
  );
}
