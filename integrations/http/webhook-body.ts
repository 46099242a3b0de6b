// Raw webhook bytes to a typed payload: strict UTF-8, then JSON, then the schema; every refusal says where.
import type { ZodType } from 'zod';
import { shapeFault } from './shape-fault';
import type { WebhookVerdict } from './webhook-verdict';

/** `verified` here means "well-formed": the caller has already checked the origin. */
export function parseWebhookBody<T>(rawBody: Uint8Array, schema: ZodType<T>): WebhookVerdict<T> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(rawBody);
  } catch {
    return { kind: 'malformed', reason: 'the body is not valid UTF-8' };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'malformed', reason: 'the body is not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { kind: 'malformed', reason: shapeFault(parsed.error) };
  return { kind: 'verified', payload: parsed.data };
}
