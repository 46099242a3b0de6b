// Webhooks of this account, set up and tended through Fivetran's API; Fivetran proves a URL by posting to it.
import type { RegisteredWebhook, WebhookInput, WebhookRegistry } from '../../domain/ports';
import { OpError } from '../../domain/op-error';
import { beforeWrite } from '../http/before-write';
import type { FivetranApi } from './api';
import { webhookSchema, webhookTestSchema, type WireWebhook } from './wire-account.schema';
import { pageSchema } from './wire-parts.schema';

/** The one event that incidents begin and end with; all others are ignored on arrival. */
const EVENTS = ['sync_end'];
const PAGES_MAX = 20;

export function createWebhookRegistry(api: FivetranApi): WebhookRegistry {
  const one = (id: string, rest = '') => `/v1/webhooks/${encodeURIComponent(id)}${rest}`;
  const change = async (id: string, body: object) =>
    registered((await api.write('PATCH', one(id), body, webhookSchema)).data);
  return {
    list: () => listWebhooks(api),
    async register({ url, secret, scope }) {
      const all = await beforeWrite(() => listWebhooks(api));
      const known = all.find((hook) => isSame(hook, { url, ...(scope !== undefined && { scope }) }));
      const events = [...new Set([...(known?.events ?? []), ...EVENTS])];
      const body = { url, events, active: true, ...(secret !== undefined && { secret }) };
      if (known) return change(known.id, body);
      const path =
        scope === undefined ? '/v1/webhooks/account' : `/v1/webhooks/group/${encodeURIComponent(scope)}`;
      return registered((await api.write('POST', path, body, webhookSchema)).data);
    },
    async test(id) {
      const { data } = await api.write('POST', one(id, '/test'), { event: 'sync_end' }, webhookTestSchema);
      const status = data.status ? ` (HTTP ${data.status})` : '';
      return { delivered: data.succeed, detail: `${data.message ?? 'no words from Fivetran'}${status}` };
    },
    activate: (id) => change(id, { active: true }),
  };
}

/** @throws OpError with read semantics */
export async function listWebhooks(api: FivetranApi): Promise<RegisteredWebhook[]> {
  const all: RegisteredWebhook[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const query = { limit: '1000', ...(cursor !== undefined && { cursor }) };
    const page = await api.read('/v1/webhooks', pageSchema(webhookSchema), { query });
    all.push(...page.items.map(registered));
    if (!page.next_cursor) return all;
    cursor = page.next_cursor;
  }
  throw new OpError('provider.invalid_answer', {
    message: `Fivetran's list of webhooks does not end after ${PAGES_MAX} pages`,
  });
}

function isSame(hook: RegisteredWebhook, { url, scope }: WebhookInput): boolean {
  return hook.scope === scope && plain(hook.url) === plain(url);
}

/** `https://host/a` and `https://HOST:443/a` are one address. */
function plain(url: string): string {
  return URL.parse(url)?.href ?? url;
}

function registered({ id, url, events, active, group_id }: WireWebhook): RegisteredWebhook {
  return { id, url, events: events ?? [], active, ...(group_id && { scope: group_id }) };
}
