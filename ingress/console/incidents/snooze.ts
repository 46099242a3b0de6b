// How long an incident can be snoozed from here.
const HOUR_MS = 3_600_000;

/** Milliseconds by the words of the choice. */
export const SNOOZES: Record<string, number> = {
  '1 hour': HOUR_MS,
  '4 hours': 4 * HOUR_MS,
  '1 day': 24 * HOUR_MS,
  '3 days': 72 * HOUR_MS,
  '1 week': 168 * HOUR_MS,
};

/** ISO 8601 UTC; `undefined` for a word that is no choice. */
export function snoozedUntil(word: string | undefined, now: Date): string | undefined {
  const ms = word === undefined ? undefined : SNOOZES[word];
  return ms === undefined ? undefined : new Date(now.getTime() + ms).toISOString();
}
