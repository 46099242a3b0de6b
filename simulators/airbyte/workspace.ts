// A workspace and its notification settings, in the public API's names.
import { uuidFrom } from '../engine/random';

export const WORKSPACE_ID = uuidFrom('workspace/sim');
export const ORGANIZATION_ID = uuidFrom('organization/sim');

/** The public API's six, and those that only the config API can set. */
export const NOTIFICATION_EVENTS = [
  'failure',
  'success',
  'connectionUpdate',
  'connectionUpdateActionRequired',
  'syncDisabled',
  'syncDisabledWarning',
  'connectionSyncQueued',
  'breakingChangeWarning',
  'breakingChangeSyncsDisabled',
] as const;
export type NotificationEvent = (typeof NOTIFICATION_EVENTS)[number];
export const PUBLIC_EVENTS: readonly NotificationEvent[] = NOTIFICATION_EVENTS.slice(0, 6);

export interface NotificationChannels {
  webhook?: { enabled: boolean; url?: string };
  email?: { enabled: boolean };
}

export class Workspace {
  notifications: Partial<Record<NotificationEvent, NotificationChannels>> = {};

  constructor(
    readonly id: string,
    public name: string,
    readonly organizationId: string = ORGANIZATION_ID,
  ) {}

  webhookUrl(event: NotificationEvent): string | null {
    const webhook = this.notifications[event]?.webhook;
    return webhook?.enabled === true && webhook.url !== undefined ? webhook.url : null;
  }

  /** What it says of an event; where it says nothing, the URL that the control API has set hears it. */
  shown(event: NotificationEvent, controlUrl: string | null): NotificationChannels {
    const own = this.notifications[event] ?? {};
    if (controlUrl === null || own.webhook !== undefined) return own;
    return { ...own, webhook: { enabled: true, url: controlUrl } };
  }

  /** Merged channel by channel, and within a channel field by field. */
  setChannels(event: NotificationEvent, change: NotificationChannels): void {
    const { webhook, email } = this.notifications[event] ?? {};
    this.notifications[event] = {
      ...(change.webhook === undefined && webhook === undefined
        ? {}
        : { webhook: { enabled: false, ...webhook, ...change.webhook } }),
      ...(change.email === undefined && email === undefined
        ? {}
        : { email: { enabled: false, ...email, ...change.email } }),
    };
  }
}
