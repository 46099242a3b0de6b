// Where Airbyte sends its notifications: a URL for each event of each workspace, set through the workspace.
import { z } from 'zod';
import type { RegisteredWebhook, WebhookRegistry } from '../../domain/ports';
import { OpError } from '../../domain/op-error';
import { beforeWrite } from '../http/before-write';
import type { AirbyteApi } from './api';
import type { Workspaces } from './workspaces';

/** What an incident can begin or end with. E-mail settings of the same events stay as they are. */
const EVENTS = [
  'failure',
  'success',
  'connectionUpdate',
  'connectionUpdateActionRequired',
  'syncDisabled',
  'syncDisabledWarning',
] as const;

const channel = z.looseObject({
  webhook: z.looseObject({ enabled: z.boolean().nullish(), url: z.string().nullish() }).nullish(),
});
const workspaceSchema = z.object({
  workspaceId: z.string(),
  notifications: z.record(z.string(), channel.nullish()).nullish(),
});
type WireWorkspace = z.infer<typeof workspaceSchema>;
const triedSchema = z.object({ status: z.string(), message: z.string().nullish() });

export function createWebhookRegistry(api: AirbyteApi, workspaces: Workspaces): WebhookRegistry {
  const path = (id: string) => `/workspaces/${encodeURIComponent(id)}`;
  const read = (id: string) => api.read(path(id), workspaceSchema);
  const list = async () => {
    const { ids } = await workspaces.visible();
    return (await Promise.all(ids.map(read))).flatMap(registered);
  };

  async function set(id: string, url: string): Promise<RegisteredWebhook> {
    const notifications = Object.fromEntries(
      EVENTS.map((event) => [event, { webhook: { enabled: true, url } }]),
    );
    const [hook] = registered(await api.write('PATCH', path(id), { notifications }, workspaceSchema));
    if (hook) return hook;
    throw new OpError('provider.rejected', { message: `workspace ${id} kept no webhook` });
  }

  return {
    list,
    async register({ url, scope }) {
      const ids = scope === undefined ? (await beforeWrite(() => workspaces.visible())).ids : [scope];
      let last: RegisteredWebhook | undefined;
      for (const id of ids) last = await set(id, url);
      if (last) return last;
      throw new OpError('provider.not_found', { message: 'this application sees no workspace' });
    },
    async test(id) {
      if (!api.config.offered)
        return { delivered: false, detail: 'Airbyte sends tests only through the config API (configApiUrl)' };
      const [hook] = registered(await read(id));
      if (!hook) return { delivered: false, detail: `workspace ${id} has no webhook` };
      const body = { slackConfiguration: { webhook: hook.url }, notificationTrigger: 'sync_failure' };
      const { status, message } = await api.config.write('/notifications/try_webhook', body, triedSchema);
      return { delivered: status === 'succeeded', detail: message ?? status };
    },
    async activate(id) {
      const [hook] = registered(await beforeWrite(() => read(id)));
      if (!hook) throw new OpError('provider.not_found', { message: `workspace ${id} has no webhook` });
      return set(id, hook.url);
    },
  };
}

/** One webhook a workspace and URL; it counts as active when it hears of failures. */
function registered({ workspaceId, notifications }: WireWorkspace): RegisteredWebhook[] {
  const set = EVENTS.flatMap((event) => {
    const webhook = notifications?.[event]?.webhook;
    return webhook?.url ? [{ event, url: webhook.url, enabled: webhook.enabled === true }] : [];
  });
  return [...new Set(set.map(({ url }) => url))].map((url) => {
    const here = set.filter((one) => one.url === url);
    return {
      id: workspaceId,
      url,
      events: here.map(({ event }) => event),
      active: here.some(({ event, enabled }) => event === 'failure' && enabled),
      scope: workspaceId,
    };
  });
}
