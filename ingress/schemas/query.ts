// What queries and paths are made of, as it is checked and as it is documented.
import { z } from 'zod';
import { PROVIDERS } from '../../domain/connection-ref';
import { LIMITS } from '../../domain/limits';

/** A whole number in a query; nothing else that JavaScript would take for one. */
export function wholeNumber(min: number, max: number) {
  return z.preprocess(
    (text) => (typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : text),
    z.int().min(min).max(max),
  );
}

/** Comma-separated, or repeated. */
export function anyOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.preprocess(
    (given) =>
      given === undefined
        ? given
        : [given].flat().flatMap((one: unknown) => (typeof one === 'string' ? one.split(',') : [one])),
    z.array(z.enum(values)),
  );
}

export const cursor = z
  .string()
  .max(500)
  .optional()
  .meta({ description: '`nextCursor` of the previous page, with the same filters.' });

/** Rows are numbered by PostgreSQL's `integer`. */
const SEQ_MAX = 2_147_483_647;

export const afterSeq = wholeNumber(0, SEQ_MAX)
  .optional()
  .meta({ description: 'Only rows after this number.' });

export function limit(max: number) {
  return wholeNumber(1, max).optional().meta({ description: 'Items a page at most.' });
}

/** Why something is ended: stands in the record. A DELETE has no body. */
export const ReasonQuery = z.object({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(LIMITS.reasonCharsMax)
    .optional()
    .meta({ description: 'Why: stands in the record.' }),
});

export const ById = z.object({
  id: z
    .string()
    .min(1)
    .max(500)
    .meta({ description: 'Public ID (`inc-0123abcd`), or `provider/account/connection`, encoded.' }),
});

export const ByAccount = z.object({ provider: z.enum(PROVIDERS), account: z.string().min(1).max(500) });

export const ByConnection = ByAccount.extend({ connectionId: z.string().min(1).max(500) });
