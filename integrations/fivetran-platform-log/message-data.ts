// `message_data` of a log row: JSON as text, on some warehouses JSON as text within JSON as text, and sometimes neither.
import { z } from 'zod';

/** An object, or `undefined` for whatever cannot be read as one. */
export function messageData(raw: unknown): Record<string, unknown> | undefined {
  const once = parsed(raw);
  const twice = typeof once === 'string' ? parsed(once) : once;
  return z.record(z.string(), z.unknown()).safeParse(twice).data;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    const json: unknown = JSON.parse(value);
    return json;
  } catch {
    return undefined;
  }
}

/** Rows that one `records_modified` counts; `undefined` where it counts none. */
export function modifiedRows(raw: unknown): number | undefined {
  const count = z.coerce
    .number()
    .int()
    .min(0)
    .safeParse(messageData(raw)?.['count'] ?? 'none');
  return count.data;
}

const text = z.string().nullish().catch(null);
const syncEnd = z.object({ status: text, reason: text, taskType: text });
export type SyncEnd = z.infer<typeof syncEnd>;

export function syncEndOf(raw: unknown): SyncEnd | undefined {
  return syncEnd.safeParse(messageData(raw)).data;
}
