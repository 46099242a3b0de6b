// Webhooks that clients register through Fivetran's API (beside the one the control API sets).

/** Failing this long without one success switches a webhook off (source: Google SecOps' Fivetran guide). */
const FAILING_MS_MAX = 3 * 24 * 3600 * 1000;

export interface RegisteredWebhook {
  readonly id: string;
  readonly type: 'account' | 'group';
  readonly groupId: string | null;
  readonly createdAt: number;
  url: string;
  events: string[];
  active: boolean;
  secret: string | null;
  /** When the first of the failures since the last success was. */
  failingSince: number | null;
}

export class RegisteredWebhooks {
  readonly byId = new Map<string, RegisteredWebhook>();

  receivers(event: string, groupId: string): RegisteredWebhook[] {
    return [...this.byId.values()].filter(
      (hook) =>
        hook.active && hook.events.includes(event) && (hook.groupId === null || hook.groupId === groupId),
    );
  }

  /** Notes one attempt at `now`; three days of failure alone deactivate the webhook. */
  note(hook: RegisteredWebhook, delivered: boolean, now: number): void {
    hook.failingSince = delivered ? null : (hook.failingSince ?? now);
    if (hook.failingSince !== null && now - hook.failingSince >= FAILING_MS_MAX) hook.active = false;
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
