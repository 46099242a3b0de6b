// Webhooks that clients register through Fivetran's API (beside the one the control API sets).

export interface RegisteredWebhook {
  readonly id: string;
  readonly type: 'account' | 'group';
  readonly groupId: string | null;
  readonly createdAt: number;
  url: string;
  events: string[];
  active: boolean;
  secret: string | null;
}

export class RegisteredWebhooks {
  readonly byId = new Map<string, RegisteredWebhook>();

  receivers(event: string, groupId: string): RegisteredWebhook[] {
    return [...this.byId.values()].filter(
      (hook) =>
        hook.active && hook.events.includes(event) && (hook.groupId === null || hook.groupId === groupId),
    );
  }
}

/** Secrets are never shown again. */
export function webhookView(hook: RegisteredWebhook) {
  return {
    id: hook.id,
    type: hook.type,
    ...(hook.groupId === null ? {} : { group_id: hook.groupId }),
    url: hook.url,
    events: hook.events,
    active: hook.active,
    ...(hook.secret === null ? {} : { secret: '******' }),
    created_at: new Date(hook.createdAt).toISOString(),
    created_by: 'sim_user',
  };
}
