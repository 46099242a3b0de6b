// The config API's workspaces and their notification settings, where `slack` means any webhook; and its test sends.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AirbyteInstance } from './instance';
import { readInput } from './problems';
import { NOTIFICATION_EVENTS, type NotificationEvent, type Workspace } from './workspace';
import { findWorkspace } from './workspace-routes';

const item = z.looseObject({
  notificationType: z.array(z.enum(['slack', 'customerio'])).nullish(),
  slackConfiguration: z.looseObject({ webhook: z.string() }).nullish(),
});
const workspaceBody = z.looseObject({ workspaceId: z.string() });
const updateBody = workspaceBody.extend({
  name: z.string().nullish(),
  notificationSettings: z.record(z.string(), item.nullish()).nullish(),
});
const tryBody = z.looseObject({
  slackConfiguration: z.looseObject({ webhook: z.string() }),
  notificationTrigger: z.string(),
});

export function addConfigWorkspaceRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const view = (workspace: Workspace) => viewOf(workspace, instance.delivery.settings.url);
  for (const path of ['list', 'list_all_paginated', 'list_by_user_id', 'list_by_organization_id']) {
    server.post(`/api/v1/workspaces/${path}`, async () => ({
      workspaces: [...instance.workspaces.values()].map(view),
    }));
  }
  server.post('/api/v1/workspaces/get', async (request) =>
    view(findWorkspace(instance, readInput(workspaceBody, request.body).workspaceId)),
  );
  for (const path of ['update', 'update_name']) {
    server.post(`/api/v1/workspaces/${path}`, async (request) => {
      const body = readInput(updateBody, request.body);
      const workspace = findWorkspace(instance, body.workspaceId);
      workspace.name = body.name ?? workspace.name;
      for (const event of NOTIFICATION_EVENTS) {
        const change = body.notificationSettings?.[settingName(event)];
        if (change == null) continue;
        const kinds = change.notificationType ?? [];
        const url = change.slackConfiguration?.webhook;
        workspace.setChannels(event, {
          webhook: { enabled: kinds.includes('slack'), ...(url === undefined ? {} : { url }) },
          email: { enabled: kinds.includes('customerio') },
        });
      }
      return view(workspace);
    });
  }

  server.post('/api/v1/notifications/try_webhook', async (request) => {
    const body = readInput(tryBody, request.body);
    const status = await instance.notifications.tryWebhook(
      body.slackConfiguration.webhook,
      body.notificationTrigger,
    );
    if (status >= 200 && status < 300) return { status: 'succeeded', message: 'Notification sent' };
    return { status: 'failed', message: `Webhook answered ${status}` };
  });
}

function settingName(event: NotificationEvent): string {
  return `sendOn${event.charAt(0).toUpperCase()}${event.slice(1)}`;
}

function viewOf(workspace: Workspace, controlUrl: string | null) {
  const settings = NOTIFICATION_EVENTS.map((event) => {
    const { webhook, email } = workspace.shown(event, controlUrl);
    const kinds = [
      ...(webhook?.enabled === true ? ['slack'] : []),
      ...(email?.enabled === true ? ['customerio'] : []),
    ];
    const url = webhook?.url;
    return [
      settingName(event),
      {
        notificationType: kinds,
        ...(url === undefined ? {} : { slackConfiguration: { webhook: url } }),
      },
    ] as const;
  });
  return {
    workspaceId: workspace.id,
    name: workspace.name,
    slug: workspace.name.toLowerCase().replaceAll(' ', '-'),
    initialSetupComplete: true,
    organizationId: workspace.organizationId,
    tombstone: false,
    notificationSettings: Object.fromEntries(settings),
  };
}
