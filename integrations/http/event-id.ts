// Gives a provider's event an ID where the provider gives none: the same delivery always gets the same ID.
import { createHash } from 'node:crypto';

interface EventIdentity {
  event: string;
  connectionId: string;
  /** Fivetran sync_id, Airbyte job ID. */
  runId: string | undefined;
  /** The provider's own timestamp, as sent. */
  created: string | undefined;
  status: string | undefined;
}

/** First 32 hex digits of a SHA-256; parts are JSON-encoded so that no two identities run together. */
export function eventId(identity: EventIdentity): string {
  const { event, connectionId, runId, created, status } = identity;
  const key = JSON.stringify([event, connectionId, runId ?? '', created ?? '', status ?? '']);
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}
