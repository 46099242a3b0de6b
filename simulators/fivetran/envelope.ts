// Fivetran's answer envelope `{code, message?, data?}`, its error codes and its cursor paging.
import { z } from 'zod';

export class FivetranError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const notFound = (what: string, id: string): FivetranError =>
  new FivetranError(404, `NotFound_${what}`, `Cannot find ${what.toLowerCase()} with id '${id}'`);

export const invalidInput = (message: string): FivetranError =>
  new FivetranError(400, 'InvalidInput', message);

export function success(data?: unknown, message?: string) {
  return {
    code: 'Success',
    ...(message === undefined ? {} : { message }),
    ...(data === undefined ? {} : { data }),
  };
}

export function readInput<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw invalidInput(`Field '${issue?.path.join('.') || 'body'}': ${issue?.message ?? 'is invalid'}`);
}

const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().optional(),
});

/** `next_cursor` is absent on the last page. The cursor is opaque: base64 of `{"skip":n}`, as seen live. */
export function page<T, V>(all: readonly T[], query: unknown, view: (item: T) => V) {
  const { limit, cursor } = readInput(pageQuery, query);
  const skip = cursor === undefined ? 0 : skipOf(cursor);
  const items = all.slice(skip, skip + limit).map(view);
  const more = skip + limit < all.length;
  return { items, ...(more ? { next_cursor: cursorAt(skip + limit) } : {}) };
}

function cursorAt(skip: number): string {
  return Buffer.from(JSON.stringify({ skip })).toString('base64');
}

function skipOf(cursor: string): number {
  try {
    return z
      .object({ skip: z.number().int().min(0) })
      .parse(JSON.parse(Buffer.from(cursor, 'base64').toString())).skip;
  } catch {
    throw invalidInput('Invalid cursor value');
  }
}
