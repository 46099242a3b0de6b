// How long something may last that is chosen from a list: a snooze, a freeze.
const HOUR_MS = 3_600_000;

const DURATIONS_MS: Record<string, number> = {
  '1 hour': HOUR_MS,
  '4 hours': 4 * HOUR_MS,
  '1 day': 24 * HOUR_MS,
  '3 days': 72 * HOUR_MS,
  '1 week': 168 * HOUR_MS,
};

/** The words of the list, shortest first. */
export const DURATIONS = Object.keys(DURATIONS_MS);

/** ISO 8601 UTC; `undefined` for a word that is none of the list. */
export function untilAfter(word: string | undefined, now: Date): string | undefined {
  const ms = word === undefined ? undefined : DURATIONS_MS[word];
  return ms === undefined ? undefined : new Date(now.getTime() + ms).toISOString();
}
