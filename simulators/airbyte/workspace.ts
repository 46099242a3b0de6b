// The one workspace: its notification settings and its tags.
import { uuidFrom } from '../engine/random';

export interface Tag {
  readonly tagId: string;
  name: string;
  color: string;
}

export const WORKSPACE_ID = uuidFrom('workspace/sim');

export interface NotificationChannels {
  webhook?: { enabled?: boolean; url?: string } | undefined;
  email?: { enabled?: boolean } | undefined;
}

export class Workspace {
  readonly id = WORKSPACE_ID;
  name = 'Simulated workspace';
  notifications: Record<string, NotificationChannels> = {};
  readonly tags = new Map<string, Tag>();

  /** Connections carry tag names; the API wants objects. Unknown names become tags. */
  tagNamed(name: string): Tag {
    const known = [...this.tags.values()].find((tag) => tag.name === name);
    if (known !== undefined) return known;
    const tag = { tagId: uuidFrom(`tag/${name}`), name, color: '75DCFF' };
    this.tags.set(tag.tagId, tag);
    return tag;
  }

  webhookUrl(event: string): string | null {
    const webhook = this.notifications[event]?.webhook;
    return webhook?.enabled === true && webhook.url !== undefined ? webhook.url : null;
  }

  reset(): void {
    this.name = 'Simulated workspace';
    this.notifications = {};
    this.tags.clear();
  }
}

export function tagView(tag: Tag) {
  return { tagId: tag.tagId, workspaceId: WORKSPACE_ID, name: tag.name, color: tag.color };
}
