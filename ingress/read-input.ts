// Query and body of a request, parsed once; a fault becomes a 400 that names the place.
import type { ZodType } from 'zod';
import { Problem } from './problem';

/** @throws Problem 400 */
export function readInput<T>(schema: ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  throw new Problem(400, `${place === '' ? '' : `${place}: `}${issue?.message ?? 'does not fit'}`);
}
