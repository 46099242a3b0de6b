// Proves that a delivery was sent by someone who knows the account's secret, and reads it. Pure.
import { matchesOneOf } from '../http/constant-time';
import { parseWebhookBody } from '../http/webhook-body';
import { singleHeader, type WebhookHeaders, type WebhookVerdict } from '../http/webhook-verdict';
import { airbyteWebhookSchema, type AirbyteWebhook } from './webhook.schema';

export interface AirbyteDelivery {
  rawBody: Uint8Array;
  headers: WebhookHeaders;
  /** Last segment of `/webhooks/airbyte/{account}/{secret}`, decoded. */
  pathSecret?: string;
  /** Two while one is being rotated. */
  secrets: readonly string[];
}

/**
 * Airbyte signs nothing and sends no header of ours (airbytehq/airbyte #17558), so the secret stands in the URL;
 * a proxy in front may send it as a bearer token instead. Airbyte never repeats a delivery, so none is `stale`.
 */
export function verifyAirbyteWebhook(delivery: AirbyteDelivery): WebhookVerdict<AirbyteWebhook> {
  const secrets = delivery.secrets.filter((secret) => secret !== '');
  if (secrets.length === 0)
    return { kind: 'unsigned', reason: 'no webhook secret is configured for this account' };
  const bearer = /^Bearer +(\S+)$/i.exec(singleHeader(delivery.headers, 'authorization') ?? '')?.[1];
  const offered = [bearer, delivery.pathSecret].filter((value) => value !== undefined && value !== '');
  if (offered.length === 0) {
    return { kind: 'unsigned', reason: 'neither a bearer token nor a secret in the path was sent' };
  }
  if (!offered.some((value) => matchesOneOf(value ?? '', secrets))) {
    return { kind: 'bad_signature', reason: 'the secret sent is not one of this account' };
  }
  return parseWebhookBody(delivery.rawBody, airbyteWebhookSchema);
}
