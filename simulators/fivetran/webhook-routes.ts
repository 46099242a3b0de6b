// Fivetran's webhook management: create, read, change, delete and test, with the POST that proves the URL first.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { controlWebhook } from './control-webhook';
import { FivetranError, notFound, page, readInput, success } from './envelope';
import { EVENT_NAMES } from './event-names';
import { findGroup } from './group-routes';
import { webhookView, type RegisteredWebhook } from './registered-webhooks';

const createBody = z.looseObject({
  url: z.url(),
  events: z.array(z.enum(EVENT_NAMES)).min(1),
  active: z.boolean().default(true),
  secret: z.string().optional(),
});
/** Without the default of `active`: what is left out stays as it is. */
const patchBody = createBody
  .extend({ active: z.boolean() })
  .partial()
  .extend({ run_tests: z.boolean().default(true) });
const LOCAL = /^http:\/\/(127\.|localhost|\[::1\]|host\.docker\.internal)/;

export function addWebhookRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const hooks = account.registered.byId;
  const all = (): RegisteredWebhook[] => {
    const set = controlWebhook(account.delivery);
    return set === null ? [...hooks.values()] : [...hooks.values(), set];
  };
  const find = (id: string): RegisteredWebhook => {
    const hook = all().find((one) => one.id === id);
    if (hook === undefined) throw notFound('Webhook', id);
    return hook;
  };

  const create = async (body: unknown, type: 'account' | 'group', groupId: string | null) => {
    const asked = readInput(createBody, body);
    mustBeSecure(asked.url);
    const secret = asked.secret ?? null;
    if (asked.active) await mustAnswer(account, asked.url, secret);
    const hook: RegisteredWebhook = {
      id: account.random.uuid().replaceAll('-', '_'),
      type,
      groupId,
      createdAt: account.clock.now(),
      url: asked.url,
      events: asked.events,
      active: asked.active,
      secret,
      failingSince: null,
    };
    hooks.set(hook.id, hook);
    return success(webhookView(hook), `${type === 'account' ? 'Account' : 'Group'} webhook has been created`);
  };

  server.post('/v1/webhooks/account', async (request) => create(request.body, 'account', null));
  server.post<{ Params: { groupId: string } }>('/v1/webhooks/group/:groupId', async (request) =>
    create(request.body, 'group', findGroup(account, request.params.groupId).id),
  );
  server.get('/v1/webhooks', async (request) => success(page(all(), request.query, webhookView)));
  server.get<{ Params: { id: string } }>('/v1/webhooks/:id', async (request) =>
    success(webhookView(find(request.params.id))),
  );

  server.patch<{ Params: { id: string } }>('/v1/webhooks/:id', async (request) => {
    const hook = find(request.params.id);
    const patch = readInput(patchBody, request.body);
    const url = patch.url ?? hook.url;
    mustBeSecure(url);
    const activates = patch.active === true && (!hook.active || url !== hook.url);
    if (activates && patch.run_tests) await mustAnswer(account, url, patch.secret ?? hook.secret);
    hook.url = url;
    hook.events = patch.events ?? hook.events;
    hook.active = patch.active ?? hook.active;
    if (activates) hook.failingSince = null;
    hook.secret = patch.secret ?? hook.secret;
    return success(webhookView(hook), 'Webhook has been updated');
  });

  server.delete<{ Params: { id: string } }>('/v1/webhooks/:id', async (request) => {
    const hook = find(request.params.id);
    if (!hooks.delete(hook.id)) hook.active = false;
    return success(undefined, `Webhook with id '${hook.id}' has been deleted`);
  });

  /** 200 even when the delivery failed. */
  server.post<{ Params: { id: string } }>('/v1/webhooks/:id/test', async (request) => {
    const hook = find(request.params.id);
    const { event } = readInput(z.looseObject({ event: z.string() }), request.body);
    const status = await account.events.test(event, hook.url, hook.secret);
    const succeed = status >= 200 && status < 300;
    return success({ succeed, status, message: succeed ? 'Success' : 'Delivery failed' });
  });
}

/** The vendor takes https only; a simulator must also reach receivers on the same machine. */
function mustBeSecure(url: string): void {
  if (url.startsWith('https://') || LOCAL.test(url)) return;
  throw new FivetranError(400, 'InvalidInput', 'Webhook url must use https');
}

async function mustAnswer(account: FivetranAccount, url: string, secret: string | null): Promise<void> {
  const status = await account.events.test('test_event', url, secret);
  if (status >= 200 && status < 300) return;
  throw new FivetranError(
    400,
    'BadRequest',
    `Webhook URL test failed: ${status === 0 ? 'unreachable' : status}`,
  );
}
