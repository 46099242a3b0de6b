// Pieces that all of Fivetran's answers share: the envelope, pages, and how forgiving a field is read.
import { z } from 'zod';

export const text = z.string().nullish();
export const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

/** Every answer: `{code, message?, data?}`; actions such as /sync answer without data. */
export const actionSchema = z.object({ code: z.string(), message: text });

interface Envelope<T> {
  code: string;
  message?: string | null | undefined;
  data: T;
}

export function envelopeSchema<T>(data: z.ZodType<T>): z.ZodType<Envelope<T>> {
  // TypeScript cannot see through zod's mapped object type while T is open; the keys stand two lines up.
  return z.object({ code: z.string(), message: text, data });
}

/** Every list; the items may be read one by one where one of them must not spoil the others. */
export function pageSchema<T>(item: z.ZodType<T>): z.ZodType<Page<T>> {
  return z.object({ items: z.array(item), next_cursor: text });
}

interface Page<T> {
  items: T[];
  next_cursor?: string | null | undefined;
}

export const unreadItemSchema = z.unknown();
/** Whatever else is wrong with an item: which it is. */
export const namedItemSchema = z.object({ id: z.string().min(1) });

/**
 * A time of success or failure decides what is done next: one that cannot be read must not look like "never".
 * An empty text is none.
 */
export const moment = z
  .string()
  .refine((value) => value === '' || !Number.isNaN(Date.parse(value)), 'expected a timestamp')
  .nullish();

/** What only adds to the picture is left out where it is odd. */
export const oddText = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);

export const setupTestSchema = z.object({ title: text, status: z.string(), message: text });
export type WireSetupTest = z.infer<typeof setupTestSchema>;
