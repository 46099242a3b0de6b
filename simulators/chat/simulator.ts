// Starts one simulated world of chat and ticketing: Slack and the systems beside it, on one address.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { read } from '../engine/control-body';
import { addFaultControls } from '../engine/fault-controls';
import { addFaultHooks } from '../engine/fault-hooks';
import { FaultBook } from '../engine/faults';
import { createServer, listen, withoutTrailingSlash, type RunningSimulator } from '../engine/http-server';
import { RequestLog } from '../engine/request-log';
import { addGithub } from './github';
import { addJira } from './jira';
import { Outage, outageSpec } from './outage';
import { addPagerduty } from './pagerduty';
import { addServicenow } from './servicenow';
import { addSink } from './sink';
import { addSlack } from './slack/slack';
import { addTeams } from './teams';
import { ChatWorld } from './world';

const YEAR_SECONDS = 366 * 24 * 3600;
const clockSpec = z.strictObject({ advanceSeconds: z.number().min(0).max(YEAR_SECONDS) });

/** Each registers its routes, its controls and how it forgets; a new system is one more here. */
const SYSTEMS = [addSlack, addTeams, addJira, addServicenow, addPagerduty, addGithub, addSink];

export async function startChatSimulator(
  options: { readonly host?: string; readonly port?: number } = {},
): Promise<RunningSimulator> {
  const world = new ChatWorld();
  const faults = new FaultBook(world.random);
  const requests = new RequestLog();
  const outage = new Outage(world.clock);
  const server = createServer(withoutTrailingSlash);
  addFaultHooks(server, requests, faults, world.clock);
  outage.addHook(server);
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `nothing here: ${request.method} ${request.url}` }),
  );

  for (const add of SYSTEMS) add(server, world);

  world.onReset(() => outage.end());
  addFaultControls(
    server,
    { faults, requests, clock: world.clock },
    {
      reset: () => world.reset(),
      routes: (sim) => {
        addOwnControls(sim, world, outage);
        world.registerControls(sim);
      },
    },
  );
  world.url = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  return {
    url: world.url,
    close: async () => {
      world.clock.clear();
      await server.close();
    },
  };
}

function addOwnControls(sim: FastifyInstance, world: ChatWorld, outage: Outage): void {
  const now = () => ({ now: new Date(world.clock.now()).toISOString() });
  sim.get('/clock', async () => now());
  sim.post('/clock', async (request) => {
    await world.clock.advance(read(clockSpec, request.body).advanceSeconds * 1000);
    return now();
  });
  sim.post('/down', async (request) => outage.begin(read(outageSpec, request.body)));
}
