// Starts one Airbyte simulator: public API, config API, control API, its own instance in memory.
import type { FastifyInstance } from 'fastify';
import { addControlApi } from '../engine/control-api';
import { addFaultHooks } from '../engine/fault-hooks';
import { FaultBook } from '../engine/faults';
import { createServer, listen, MalformedBody, type RunningSimulator } from '../engine/http-server';
import { RequestLog } from '../engine/request-log';
import { addActorRoutes } from './actor-routes';
import { canonicalPath } from './canonical-path';
import { addConfigActorRoutes } from './config-actor-routes';
import { addConfigConnectionRoutes } from './config-connection-routes';
import { addConfigJobRoutes } from './config-job-routes';
import { addConnectionRoutes } from './connection-routes';
import { AirbyteInstance } from './instance';
import { addJobRoutes } from './job-routes';
import { AirbyteProblem, badRequest } from './problems';
import { addTokenRoutes, Tokens, type ClientPair } from './tokens';
import { addWorkspaceRoutes } from './workspace-routes';

export interface AirbyteSimulatorOptions {
  readonly host?: string;
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  readonly credentials?: ClientPair;
  /** The vendor's default is 15 minutes. */
  readonly tokenSeconds?: number;
}

const ANONYMOUS = [
  '/api/public/v1/applications/token',
  '/api/v1/applications/token',
  '/api/public/v1/health',
];

export async function startAirbyteSimulator(
  options: AirbyteSimulatorOptions = {},
): Promise<RunningSimulator> {
  const instance = new AirbyteInstance();
  const credentials = options.credentials ?? { clientId: 'sim-client', clientSecret: 'sim-secret' };
  const tokens = new Tokens(instance.clock, instance.random, credentials, options.tokenSeconds ?? 900);
  const faults = new FaultBook(instance.random);
  const requests = new RequestLog();
  const server = createServer(canonicalPath);

  addErrors(server);
  addFaultHooks(server, requests, faults, instance.clock);
  server.addHook('preHandler', async (request) => {
    const path = request.url.split('?', 1)[0] ?? '';
    if (!path.startsWith('/api/') || ANONYMOUS.includes(path) || path === '/api/v1/health') return;
    tokens.require(request.headers.authorization);
  });
  const healthy = async () => 'Successful operation';
  server.get('/health', healthy);
  server.get('/api/public/v1/health', healthy);
  server.get('/api/v1/health', async () => ({ available: true }));
  addTokenRoutes(server, tokens);
  addJobRoutes(server, instance);
  addConnectionRoutes(server, instance);
  addActorRoutes(server, instance);
  addWorkspaceRoutes(server, instance);
  addConfigJobRoutes(server, instance);
  addConfigConnectionRoutes(server, instance);
  addConfigActorRoutes(server, instance);
  addControlApi(server, {
    world: instance.world,
    runs: instance.runs,
    kindField: 'sourceType',
    clock: instance.clock,
    random: instance.random,
    faults,
    requests,
    webhooks: instance.delivery,
    credentials: { ...credentials, workspaceId: instance.workspace.id },
    resetProvider: () => instance.reset(),
    addControls: (sim) =>
      sim.post('/tokens/expire', async () => {
        tokens.expireAll();
        return { expired: true };
      }),
  });

  const url = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  return {
    url,
    close: async () => {
      instance.clock.clear();
      await server.close();
      await instance.delivery.close();
    },
  };
}

function addErrors(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    const body = request.url.startsWith('/api/v1') ? problem.toConfig() : problem.toPublic();
    return reply.code(problem.status).send(body);
  });
  /** A wrong base path reaches the web application: 200 and HTML (vendor behaviour, self-managed). */
  server.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && !request.url.startsWith('/api/')) {
      return reply.type('text/html').send('<!doctype html><html><head><title>Airbyte</title></head></html>');
    }
    const missing = new AirbyteProblem(
      404,
      'not-found',
      `No such endpoint: ${request.method} ${request.originalUrl}`,
    );
    return reply.code(404).send(missing.toPublic());
  });
}

function asProblem(error: unknown): AirbyteProblem {
  if (error instanceof AirbyteProblem) return error;
  if (error instanceof MalformedBody) return badRequest(error.message);
  return new AirbyteProblem(
    500,
    'unexpected-problem',
    error instanceof Error ? error.message : String(error),
  );
}
