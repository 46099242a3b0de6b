// The systems beside Slack on one server, with the control API, for the contract tests of surfaces.
import type { FastifyInstance } from 'fastify';
import { addGithub } from '../../../simulators/chat/github';
import { addPagerduty } from '../../../simulators/chat/pagerduty';
import { addSink } from '../../../simulators/chat/sink';
import { ChatWorld } from '../../../simulators/chat/world';
import { addFaultControls } from '../../../simulators/engine/fault-controls';
import { addFaultHooks } from '../../../simulators/engine/fault-hooks';
import { FaultBook } from '../../../simulators/engine/faults';
import { createServer, listen, withoutTrailingSlash } from '../../../simulators/engine/http-server';
import { RequestLog } from '../../../simulators/engine/request-log';

interface Asked {
  method: string;
  path: string;
  body: unknown;
  status: number;
}

export interface ChatSystems {
  readonly url: string;
  readonly world: ChatWorld;
  reset(): Promise<void>;
  fault(fault: Record<string, unknown>): Promise<void>;
  /** What stands at a system: `pagerduty`, `github`, … */
  items<T>(system: string): Promise<T[]>;
  requests(method?: string, path?: string): Promise<Asked[]>;
  control(path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function startChatSystems(
  ...more: ((server: FastifyInstance, world: ChatWorld) => void)[]
): Promise<ChatSystems> {
  const world = new ChatWorld();
  const faults = new FaultBook(world.random);
  const requests = new RequestLog();
  const server = createServer(withoutTrailingSlash);
  addFaultHooks(server, requests, faults, world.clock);
  for (const add of [addPagerduty, addGithub, addSink, ...more]) add(server, world);
  addFaultControls(
    server,
    { faults, requests, clock: world.clock },
    { reset: () => world.reset(), routes: (sim) => world.registerControls(sim) },
  );
  world.url = await listen(server, '127.0.0.1', 0);

  async function control(path: string, body?: unknown): Promise<unknown> {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer = await fetch(`${world.url}/_sim${path}`, body === undefined ? {} : init);
    if (!answer.ok) throw new Error(`/_sim${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  const listed = async <T>(path: string) => ((await control(path)) as { items: T[] }).items;
  return {
    ...{ url: world.url, world, control },
    reset: async () => void (await control('/reset', {})),
    fault: async (fault) => void (await control('/faults', fault)),
    items: (system) => listed(`/${system}`),
    requests: (method = '', path = '') =>
      listed<Asked>(
        `/requests?${new URLSearchParams({ ...(method && { method }), ...(path && { path }) }).toString()}`,
      ),
    close: async () => {
      world.clock.clear();
      await server.close();
    },
  };
}
