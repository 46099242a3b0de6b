// Proves that a delivery comes from Fivetran and reads it. Pure: bytes, headers, secrets and clock in, verdict out.
import { createHmac } from 'node:crypto';
import { LIMITS } from '../../domain/limits';
import { equalInConstantTime } from '../http/constant-time';
import { parseWebhookBody } from '../http/webhook-body';
import { singleHeader, type WebhookHeaders, type WebhookVerdict } from '../http/webhook-verdict';
import { fivetranWebhookSchema, syncEndSchema, type FivetranWebhook } from './webhook.schema';

const FIVETRAN_SIGNATURE_HEADER = 'x-fivetran-signature-256';

interface FivetranDelivery {
  /** Exactly the bytes received: the signature covers them. */
  rawBody: Uint8Array;
  headers: WebhookHeaders;
  /** Two while one is being rotated. */
  secrets: readonly string[];
  now: Date;
}

/** Signature first, so that nobody without the secret learns anything about our parsing. */
export function verifyFivetranWebhook(delivery: FivetranDelivery): WebhookVerdict<FivetranWebhook> {
  const secrets = delivery.secrets.filter((secret) => secret !== '');
  if (secrets.length === 0)
    return { kind: 'unsigned', reason: 'no webhook secret is configured for this account' };
  const signature = singleHeader(delivery.headers, FIVETRAN_SIGNATURE_HEADER);
  if (signature === undefined) return { kind: 'unsigned', reason: `${FIVETRAN_SIGNATURE_HEADER} is missing` };
  if (!isSignedBy(signature, delivery.rawBody, secrets)) {
    return { kind: 'bad_signature', reason: `${FIVETRAN_SIGNATURE_HEADER} does not match the body` };
  }
  const verdict = parseWebhookBody(delivery.rawBody, fivetranWebhookSchema);
  if (verdict.kind !== 'verified') return verdict;
  return checkSyncEnd(verdict.payload) ?? checkAge(verdict.payload, delivery.now) ?? verdict;
}

/** Hex of HMAC-SHA256 without prefix; senders of both letter cases exist, so bytes are compared. */
function isSignedBy(signature: string, rawBody: Uint8Array, secrets: readonly string[]): boolean {
  if (!/^[0-9a-f]{64}$/i.test(signature)) return false;
  const given = Buffer.from(signature, 'hex');
  const matches = secrets.map((secret) =>
    equalInConstantTime(given, createHmac('sha256', secret).update(rawBody).digest()),
  );
  return matches.includes(true);
}

/** The one event whose `data` we rely on must have it. */
function checkSyncEnd(payload: FivetranWebhook): WebhookVerdict<FivetranWebhook> | undefined {
  if (payload.event !== 'sync_end') return undefined;
  if (!(payload.connection_id ?? payload.connector_id)) {
    return { kind: 'malformed', reason: 'connector_id: a sync_end must name its connection' };
  }
  const fault = syncEndSchema.safeParse(payload.data).error?.issues[0];
  return (
    fault && {
      kind: 'malformed',
      reason: `${['data', ...fault.path].map(String).join('.')}: ${fault.message}`,
    }
  );
}

/** Nothing in the signature tells the time of sending; `created` is signed and the retries end after 23 h 13 min. */
function checkAge(payload: FivetranWebhook, now: Date): WebhookVerdict<FivetranWebhook> | undefined {
  const ageMs = now.getTime() - Date.parse(payload.created);
  if (ageMs <= LIMITS.webhookAgeMsMax) return undefined;
  return { kind: 'stale', reason: `created ${payload.created}, longer ago than any retry of Fivetran's` };
}
