// The public API's workspaces, with the notification URLs that a client can register itself.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AirbyteInstance } from './instance';
import { listOf, page } from './page';
import { AirbyteProblem, notFound, readInput } from './problems';
import { ORGANIZATION_ID, PUBLIC_EVENTS, Workspace } from './workspace';

const channels = z.looseObject({
  webhook: z.looseObject({ enabled: z.boolean().nullish(), url: z.string().nullish() }).nullish(),
  email: z.looseObject({ enabled: z.boolean().nullish() }).nullish(),
});
const notifications = z.record(z.string(), channels.nullish()).nullish();
type Notifications = z.infer<typeof notifications>;
const patchBody = z.looseObject({ name: z.string().nullish(), notifications });
const createBody = z.looseObject({
  name: z.string().min(1),
  organizationId: z.string().nullish(),
  notifications,
});
const params = z.object({ id: z.string() });
const listQuery = z.looseObject({
  workspaceIds: z.unknown().optional(),
  includeDeleted: z.string().optional(),
});
/** Cloud will not have these silenced. */
const EMAIL_MUST_STAY = ['connectionUpdateActionRequired', 'syncDisabled'];

export function addWorkspaceRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const view = (workspace: Workspace) => ({
    workspaceId: workspace.id,
    name: workspace.name,
    dataResidency: 'auto',
    notifications: Object.fromEntries(
      PUBLIC_EVENTS.map((event) => [
        event,
        {
          ...{ webhook: { enabled: false }, email: { enabled: false } },
          ...workspace.shown(event, instance.delivery.settings.url),
        },
      ]),
    ),
  });
  const find = (raw: unknown) => findWorkspace(instance, readInput(params, raw).id);

  server.get('/api/public/v1/workspaces', async (request) => {
    const wanted = listOf(readInput(listQuery, request.query).workspaceIds);
    const all = [...instance.workspaces.values()].filter(
      ({ id }) => wanted.length === 0 || wanted.includes(id),
    );
    return page(instance, request, '/workspaces', all, view);
  });
  server.post('/api/public/v1/workspaces', async (request) => {
    const body = readInput(createBody, request.body);
    refuseWrong(instance, body.notifications);
    const { organizationId } = body;
    const workspace = new Workspace(instance.random.uuid(), body.name, organizationId ?? ORGANIZATION_ID);
    setNotifications(workspace, body.notifications);
    instance.workspaces.set(workspace.id, workspace);
    return view(workspace);
  });
  server.get('/api/public/v1/workspaces/:id', async (request) => view(find(request.params)));
  server.patch('/api/public/v1/workspaces/:id', async (request) => {
    const workspace = find(request.params);
    const patch = readInput(patchBody, request.body);
    refuseWrong(instance, patch.notifications);
    workspace.name = patch.name ?? workspace.name;
    setNotifications(workspace, patch.notifications);
    return view(workspace);
  });
  server.delete('/api/public/v1/workspaces/:id', async (request, reply) => {
    const { id } = find(request.params);
    for (const connection of [...instance.world.connections.values()])
      if (connection.native.workspaceId === id) instance.remove(connection);
    instance.workspaces.delete(id);
    return reply.code(204).send();
  });
}

export function findWorkspace(instance: AirbyteInstance, id: string): Workspace {
  const workspace = instance.workspaces.get(id);
  if (workspace === undefined) throw notFound('workspace', id);
  return workspace;
}

function refuseWrong(instance: AirbyteInstance, changes: Notifications): void {
  for (const [event, change] of Object.entries(changes ?? {})) {
    if (change?.webhook?.enabled === true && !change.webhook.url)
      throw new AirbyteProblem(400, 'error:notification/config/missing-url', `No webhook URL for ${event}`, {
        notificationType: event,
      });
    if (instance.settings.cloud && change?.email?.enabled === false && EMAIL_MUST_STAY.includes(event))
      throw new AirbyteProblem(
        400,
        'error:notification/config/required',
        `E-mail for ${event} cannot be off`,
        {
          notificationType: event,
        },
      );
  }
}

/** Events this API does not know are ignored, as unknown properties are. */
function setNotifications(workspace: Workspace, changes: Notifications): void {
  for (const event of PUBLIC_EVENTS) {
    const { webhook, email } = changes?.[event] ?? {};
    const url = webhook?.url;
    if (webhook == null && email == null) continue;
    workspace.setChannels(event, {
      ...(webhook == null
        ? {}
        : { webhook: { enabled: webhook.enabled ?? false, ...(url == null ? {} : { url }) } }),
      ...(email == null ? {} : { email: { enabled: email.enabled ?? false } }),
    });
  }
}
