// The small parts that answers are made of.
import { z } from 'zod';
import { PROVIDERS } from '../../domain/connection-ref';
import type { Json } from '../../domain/json';

/** Said by us and by providers, always with an offset. */
export const time = z.string().meta({ format: 'date-time' });

export const count = z.int().min(0);

export const provider = z.enum(PROVIDERS);

export const tags = z.record(z.string(), z.string());

export const sha256 = z.string().meta({ description: 'SHA-256, hex' });

/** Any JSON value: what a provider or a plan has there. */
export const json = z.custom<Json>().meta({ id: 'Json', description: 'Any JSON value.' });

/** A page of a list that is read by its cursor. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: 'Send it as `cursor` for the next page; null on the last one.' }),
  });
}
