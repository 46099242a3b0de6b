// Reads Airbyte's Slack texts: which event they announce, and for which connection. Numbers in them are not to be trusted.
import type { PipelineEventKind } from '../../domain/pipeline-event';
import type { AirbyteWebhook } from './webhook.schema';

type Announcement = PipelineEventKind | 'queued' | 'schema_propagated' | 'test' | 'unknown';

/** First match wins; the wording is that of airbyte-notification in airbytehq/airbyte-platform. */
const ANNOUNCEMENTS: readonly [RegExp, Announcement][] = [
  [/\[THIS IS A TEST NOTIFICATION\]|^Hello World! This is a test from Airbyte/i, 'test'],
  [/^Your sync for connection\b/i, 'queued'],
  [/\bis scheduled to be automatically disabled\b/i, 'connection_disable_warning'],
  [/\bwas automatically disabled because\b/i, 'connection_disabled'],
  [/^Airbyte detected schema changes for\b/i, 'schema_changed'],
  [/^The schema of\b[\s\S]*\bhas changed/i, 'schema_propagated'],
  [/\bjust failed\b|^Sync failure occurred/i, 'sync_failed'],
  [/^Your connection\b[\s\S]*\bsucceeded\b|^Sync completed/i, 'sync_succeeded'],
];

/** The text decides; a test says so only in its title block. */
export function announcementOf(payload: AirbyteWebhook): Announcement {
  const texts = textsOf(payload);
  if (texts.some((text) => /\[THIS IS A TEST NOTIFICATION\]/i.test(text))) return 'test';
  const main = (payload.text ?? '').trim();
  return ANNOUNCEMENTS.find(([pattern]) => pattern.test(main))?.[1] ?? 'unknown';
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** `Connection ID: <uuid>` of the disable texts, or the link to the connection that the other texts carry. */
export function connectionIdIn(payload: AirbyteWebhook): string | undefined {
  const all = textsOf(payload).join('\n');
  const named = new RegExp(`Connection ID:[\\s*_\`]*(${UUID})`, 'i').exec(all);
  const linked = new RegExp(`/connections/(${UUID})`, 'i').exec(all);
  return (named ?? linked)?.[1]?.toLowerCase();
}

/** Slack links are `<url|name>`. */
export function linkedNameIn(payload: AirbyteWebhook): string | undefined {
  const name = /<[^|>\s]*\/connections\/[^|>\s]*\|([^>]+)>/i.exec(textsOf(payload).join('\n'))?.[1];
  return name?.slice(0, 200);
}

/** The text itself, then every string in the blocks that is one of Slack's `text`s. */
export function textsOf(payload: AirbyteWebhook): string[] {
  const found = payload.text ? [payload.text] : [];
  collectTexts(payload.blocks ?? [], found, 0);
  return found;
}

const DEPTH_MAX = 8;
const TEXTS_MAX = 50;

/** Bounded, because the shape of a block is the sender's. */
function collectTexts(value: unknown, found: string[], depth: number): void {
  if (depth > DEPTH_MAX || typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (found.length >= TEXTS_MAX) return;
    if (key === 'text' && typeof inner === 'string') found.push(inner);
    else collectTexts(inner, found, depth + 1);
  }
}
