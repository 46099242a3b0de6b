// Starts one Airbyte simulator: public API, config API, control API, its own instance in memory.
import type { FastifyInstance } from 'fastify';
import { addControlApi } from '../engine/control-api';
import { addFaultHooks } from '../engine/fault-hooks';
import { FaultBook } from '../engine/faults';
import { createServer, listen, type RunningSimulator } from '../engine/http-server';
import { RequestLog } from '../engine/request-log';
import { addActorRoutes } from './actor-routes';
import { addErrors } from './answers';
import { canonicalPath } from './canonical-path';
import { addConfigActorRoutes } from './config-actor-routes';
import { addConfigConnectionRoutes } from './config-connection-routes';
import { addConfigConnectionUpdates } from './config-connection-update';
import { addConfigHistoryRoutes } from './config-history-routes';
import { addConfigJobRoutes } from './config-job-routes';
import { addConfigStateRoutes } from './config-state-routes';
import { addConfigWebBackendRoutes } from './config-web-backend-routes';
import { addConfigWorkspaceRoutes } from './config-workspace-routes';
import { addConnectionRoutes } from './connection-routes';
import { addAirbyteControls } from './controls';
import { addDirectoryRoutes } from './directory-routes';
import { addGates } from './gates';
import { AirbyteInstance } from './instance';
import { addJobRoutes } from './job-routes';
import { RateLimit } from './rate-limit';
import type { Settings } from './settings';
import { addTagRoutes } from './tag-routes';
import { addTokenRoutes, Tokens, type ClientPair } from './tokens';
import { WORKSPACE_ID } from './workspace';
import { addWorkspaceRoutes } from './workspace-routes';

export interface AirbyteSimulatorOptions {
  readonly host?: string;
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  readonly credentials?: ClientPair;
  /** The vendor's default is 15 minutes. */
  readonly tokenSeconds?: number;
  /** Settings that hold from the start and after each reset. */
  readonly settings?: Partial<Settings>;
}

export async function startAirbyteSimulator(
  options: AirbyteSimulatorOptions = {},
): Promise<RunningSimulator> {
  const instance = new AirbyteInstance({
    ...(options.tokenSeconds === undefined ? {} : { tokenSeconds: options.tokenSeconds }),
    ...options.settings,
  });
  const settings = () => instance.settings;
  const credentials = options.credentials ?? { clientId: 'sim-client', clientSecret: 'sim-secret' };
  const tokens = new Tokens(instance.clock, credentials, settings);
  const limit = new RateLimit(instance.clock, settings);
  const faults = new FaultBook(instance.random);
  const requests = new RequestLog();
  const server = createServer(canonicalPath);

  addErrors(server);
  addFaultHooks(server, requests, faults, instance.clock);
  addGates(server, tokens, limit, settings);
  addTokenRoutes(server, tokens, settings);
  addPublicApi(server, instance);
  addConfigApi(server, instance);
  addControlApi(server, {
    world: instance.world,
    runs: instance.runs,
    kindField: 'sourceType',
    clock: instance.clock,
    random: instance.random,
    faults,
    requests,
    webhooks: instance.delivery,
    credentials: { ...credentials, workspaceId: WORKSPACE_ID },
    resetProvider: (seed) => {
      instance.reset(seed);
      limit.clear();
    },
    addControls: (sim) => addAirbyteControls(sim, instance, tokens),
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

function addPublicApi(server: FastifyInstance, instance: AirbyteInstance): void {
  const healthy = async () => 'Successful operation';
  server.get('/health', healthy);
  server.get('/api/public/v1/health', healthy);
  addJobRoutes(server, instance);
  addConnectionRoutes(server, instance);
  addActorRoutes(server, instance);
  addWorkspaceRoutes(server, instance);
  addTagRoutes(server, instance);
  addDirectoryRoutes(server, instance);
}

function addConfigApi(server: FastifyInstance, instance: AirbyteInstance): void {
  server.get('/api/v1/health', async () => ({ available: true }));
  addConfigJobRoutes(server, instance);
  addConfigConnectionRoutes(server, instance);
  addConfigConnectionUpdates(server, instance);
  addConfigWebBackendRoutes(server, instance);
  addConfigHistoryRoutes(server, instance);
  addConfigStateRoutes(server, instance);
  addConfigActorRoutes(server, instance);
  addConfigWorkspaceRoutes(server, instance);
}
