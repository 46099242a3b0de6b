// Slack as one system of the chat simulator: Web API, response URLs, and what people do in it.
import type { FastifyInstance } from 'fastify';
import type { ChatWorld } from '../world';
import { addWebApi } from './api';
import { addSlackControls } from './control-routes';
import { addLinkRoute } from './link-route';
import { addResponseRoute } from './response-route';
import { Workspace } from './workspace';

export function addSlack(server: FastifyInstance, world: ChatWorld): void {
  const workspace = new Workspace(world);
  addWebApi(server, workspace);
  addResponseRoute(server, workspace);
  addLinkRoute(server, workspace);
  world.onReset(() => workspace.reset());
  world.addControls((sim) => addSlackControls(sim, workspace));
}
