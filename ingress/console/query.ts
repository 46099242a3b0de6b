// Filters as forms send them: a field that was not filled in is as good as absent.
import { z } from 'zod';

const TEXT_CHARS_MAX = 200;

/** One of the words, or nothing. */
export function chosen<T extends readonly [string, ...string[]]>(from: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), z.enum(from).optional());
}

/** Text, or nothing. */
export const words = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined),
  z.string().max(TEXT_CHARS_MAX).optional(),
);

/** The address of the same list from another place on. */
export function addressOf(path: string, query: object, place: Record<string, string>): string {
  const filled = Object.entries({ ...query, ...place }).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const search = new URLSearchParams(filled).toString();
  return search === '' ? path : `${path}?${search}`;
}
