// The public API's workspaces (with the notification URLs a client can register itself) and tags.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AirbyteInstance } from './instance';
import { page } from './page';
import { AirbyteProblem, notFound, readInput } from './problems';
import { tagView, WORKSPACE_ID } from './workspace';

const channels = z.looseObject({
  webhook: z.looseObject({ enabled: z.boolean().optional(), url: z.string().optional() }).optional(),
  email: z.looseObject({ enabled: z.boolean().optional() }).optional(),
});
const workspacePatch = z.looseObject({
  name: z.string().optional(),
  notifications: z.record(z.string(), channels).optional(),
});
const tagBody = z.looseObject({
  name: z.string().max(30),
  color: z.string(),
  workspaceId: z.string().optional(),
});
const params = z.object({ id: z.string() });

export function addWorkspaceRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const { workspace } = instance;
  const view = () => ({
    workspaceId: workspace.id,
    name: workspace.name,
    dataResidency: 'auto',
    notifications: workspace.notifications,
  });
  const known = (raw: unknown) => {
    const { id } = readInput(params, raw);
    if (id !== WORKSPACE_ID) throw notFound('workspace', id);
  };

  server.get('/api/public/v1/workspaces', async (request) =>
    page([workspace], request.query, '/workspaces', view),
  );
  server.get('/api/public/v1/workspaces/:id', async (request) => {
    known(request.params);
    return view();
  });
  server.patch('/api/public/v1/workspaces/:id', async (request) => {
    known(request.params);
    const patch = readInput(workspacePatch, request.body);
    for (const [event, change] of Object.entries(patch.notifications ?? {})) {
      if (change.webhook?.enabled === true && !change.webhook.url) {
        throw new AirbyteProblem(400, 'error:notification/config/missing-url', `No webhook URL for ${event}`);
      }
    }
    workspace.name = patch.name ?? workspace.name;
    for (const [event, change] of Object.entries(patch.notifications ?? {})) {
      const webhook = change.webhook ?? workspace.notifications[event]?.webhook;
      const email = change.email ?? workspace.notifications[event]?.email;
      workspace.notifications[event] = {
        ...(webhook === undefined ? {} : { webhook }),
        ...(email === undefined ? {} : { email }),
      } as (typeof workspace.notifications)[string]; // optional fields parsed by zod carry `| undefined`
    }
    return view();
  });

  server.get('/api/public/v1/tags', async () => ({ data: [...workspace.tags.values()].map(tagView) }));
  server.post('/api/public/v1/tags', async (request) => {
    const body = readInput(tagBody, request.body);
    if ([...workspace.tags.values()].some((tag) => tag.name === body.name)) {
      throw new AirbyteProblem(409, 'tag-already-exists', `A tag named ${body.name} exists already`);
    }
    const tag = workspace.tagNamed(body.name);
    tag.color = body.color;
    return tagView(tag);
  });
  server.get('/api/public/v1/tags/:id', async (request) => {
    const { id } = readInput(params, request.params);
    const tag = workspace.tags.get(id);
    if (tag === undefined) throw notFound('tag', id);
    return tagView(tag);
  });
}
