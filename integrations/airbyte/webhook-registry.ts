// Where Airbyte sends its notifications: a URL for each event of each workspace, set through the workspace.
import { z } from 'zod';
import type { RegisteredWebhook, WebhookRegistry } from '../../domain/ports';
import { OpError } from '../../domain/op-error';
import { beforeWrite } from '../http/before-write';
import type { AirbyteApi } from './api';
import {
  isComplete,
  settingsFor,
  takenBy,
  webhooksOf,
  workspaceSchema,
  type WireWorkspace,
} from './webhook-settings';
import type { Workspaces } from './workspaces';

const triedSchema = z.object({ status: z.string(), message: z.string().nullish() });

export function createWebhookRegistry(api: AirbyteApi, workspaces: Workspaces): WebhookRegistry {
  const path = (id: string) => `/workspaces/${encodeURIComponent(id)}`;
  const read = (id: string) => api.read(path(id), workspaceSchema);
  const all = async () => {
    const { ids } = await workspaces.visible();
    const found: WireWorkspace[] = [];
    // One after another: self-managed Airbyte answers its public API with five threads.
    for (const id of ids) found.push(await read(id));
    return found;
  };

  /** Nothing is written where everything is in place. */
  async function point(workspace: WireWorkspace, url: string): Promise<RegisteredWebhook> {
    const there = webhooksOf(workspace).find((hook) => hook.url === url);
    if (there && isComplete(there)) return there;
    const notifications = settingsFor(url, workspace);
    const after = await api.write('PATCH', path(workspace.workspaceId), { notifications }, workspaceSchema);
    const hook = webhooksOf(after).find((one) => one.url === url);
    if (hook) return hook;
    throw new OpError('provider.rejected', {
      message: `Airbyte took the webhook of workspace ${workspace.workspaceId}, and does not show it`,
    });
  }

  return {
    list: async () => (await all()).flatMap(webhooksOf),
    async register({ url, scope }) {
      const found = await beforeWrite(async () => (scope === undefined ? all() : [await read(scope)]));
      for (const workspace of found) mustBeFree(workspace, url);
      const hooks: RegisteredWebhook[] = [];
      for (const workspace of found) hooks.push(await point(workspace, url));
      const [first] = hooks;
      if (!first) throw noWorkspace();
      const { scope: only, ...whole } = first;
      return hooks.length === 1 && only !== undefined ? first : whole;
    },
    async test(id) {
      if (!api.config.offered)
        return { delivered: false, detail: 'Airbyte offers no test without its config API (configApiUrl)' };
      const [hook] = webhooksOf(await beforeWrite(() => read(id)));
      if (!hook) return { delivered: false, detail: `workspace ${id} has no webhook` };
      const body = { slackConfiguration: { webhook: hook.url }, notificationTrigger: 'sync_failure' };
      const { status, message } = await api.config.write('/notifications/try_webhook', body, triedSchema);
      return { delivered: status === 'succeeded', detail: message ?? status };
    },
    async activate(id) {
      const workspace = await beforeWrite(() => read(id));
      const [hook] = webhooksOf(workspace);
      if (!hook)
        throw new OpError('provider.not_found', { message: `workspace ${id} has no webhook to switch on` });
      mustBeFree(workspace, hook.url);
      return point(workspace, hook.url);
    },
  };
}

/** Somebody's alerts must not fall silent because ours began. */
function mustBeFree(workspace: WireWorkspace, url: string): void {
  const { events, hosts } = takenBy(workspace, url);
  if (events.length === 0) return;
  throw new OpError('provider.rejected', {
    message:
      `workspace ${workspace.workspaceId} sends ${events.join(', ')} to ${hosts.join(', ')}, and Airbyte keeps one URL ` +
      'an event: nothing was changed. Take that webhook out (Workspace settings, Notifications), then register again',
  });
}

function noWorkspace(): OpError {
  return new OpError('provider.not_found', {
    message: 'this application sees no workspace: give its user a role in one',
  });
}
