// A workspace's notification settings: one webhook URL for each event, e-mail beside it, and what of it is ours.
import { z } from 'zod';
import type { RegisteredWebhook } from '../../domain/ports';

/** What an incident can begin or end with. */
export const EVENTS = [
  'failure',
  'success',
  'connectionUpdate',
  'connectionUpdateActionRequired',
  'syncDisabled',
  'syncDisabledWarning',
] as const;

const channels = z.object({
  webhook: z.object({ enabled: z.boolean().nullish(), url: z.string().nullish() }).nullish(),
  email: z.object({ enabled: z.boolean().nullish() }).nullish(),
});
export const workspaceSchema = z.object({
  workspaceId: z.string(),
  notifications: z.record(z.string(), channels.nullish()).nullish(),
});
export type WireWorkspace = z.infer<typeof workspaceSchema>;

/** One webhook a workspace and URL, ours first; it counts as active when it hears of failures. */
export function webhooksOf({ workspaceId, notifications }: WireWorkspace): RegisteredWebhook[] {
  const set = EVENTS.flatMap((event) => {
    const webhook = notifications?.[event]?.webhook;
    return webhook?.url ? [{ event, url: webhook.url, enabled: webhook.enabled === true }] : [];
  });
  const hooks = [...new Set(set.map(({ url }) => url))].map((url) => {
    const here = set.filter((one) => one.url === url);
    return {
      ...{ id: workspaceId, url, scope: workspaceId },
      events: here.filter(({ enabled }) => enabled).map(({ event }) => event),
      active: here.some(({ event, enabled }) => event === 'failure' && enabled),
    };
  });
  return [...hooks.filter(({ url }) => isOurs(url)), ...hooks.filter(({ url }) => !isOurs(url))];
}

/** Of this Penstock or another: what may be replaced without taking anything from anybody. */
function isOurs(url: string): boolean {
  return URL.parse(url)?.pathname.includes('/webhooks/airbyte/') === true;
}

export function isComplete({ events }: Pick<RegisteredWebhook, 'events'>): boolean {
  return EVENTS.every((event) => events.includes(event));
}

/** Events that go somewhere else, and the hosts they go to: Airbyte keeps one URL an event. */
export function takenBy(
  { notifications }: WireWorkspace,
  wanted: string,
): { events: string[]; hosts: string[] } {
  const taken = EVENTS.flatMap((event) => {
    const { enabled, url } = notifications?.[event]?.webhook ?? {};
    return enabled === true && url && url !== wanted && !isOurs(url) ? [{ event, url }] : [];
  });
  const hosts = taken.map(({ url }) => URL.parse(url)?.host ?? 'an address that is no URL');
  return { events: taken.map(({ event }) => event), hosts: [...new Set(hosts)] };
}

/**
 * What is sent to have every event come to `url`. E-mail that is on is sent along, so that no release switches it off;
 * what is off is left out, because Cloud refuses to have some of it said.
 */
export function settingsFor(url: string, { notifications }: WireWorkspace): Record<string, unknown> {
  return Object.fromEntries(
    EVENTS.map((event) => {
      const mailed = notifications?.[event]?.email?.enabled === true;
      return [event, { webhook: { enabled: true, url }, ...(mailed && { email: { enabled: true } }) }];
    }),
  );
}
