// What an operator can have done about an account's webhooks at the provider, and what comes back.
import type { RegisteredWebhook } from './ports';

export type WebhookOrder =
  | { do: 'list' }
  /** `publicUrl`: where the provider reaches Penstock, without path; the path and secret are ours to add. */
  | { do: 'register'; publicUrl: string; scope?: string }
  /** Has the provider send a test to every webhook of ours, switching on what it had switched off. */
  | { do: 'verify' };

/** One webhook as people may see it: the secret in an Airbyte path is blanked out. */
export interface WebhookState extends RegisteredWebhook {
  /** Points to this account's route of ours. */
  ours: boolean;
  /** Only after `verify`. */
  test?: { delivered: boolean; detail: string };
}

/** Path of an account's webhooks; Airbyte signs nothing, so its secret stands in the path. */
export function webhookPath(provider: string, account: string, secret: string | undefined): string {
  const base = `/webhooks/${provider}/${account}`;
  return provider === 'airbyte' && secret !== undefined ? `${base}/${encodeURIComponent(secret)}` : base;
}
