// Offset paging of the public API, quirks included: `next` is there whenever the page is not empty, and drops filters.
import { z } from 'zod';
import { readInput } from './problems';

const pageQuery = z.looseObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});

export function page<T, V>(all: readonly T[], query: unknown, path: string, view: (item: T) => V) {
  const { limit, offset } = readInput(pageQuery, query);
  const data = all.slice(offset, offset + limit).map(view);
  const link = (at: number) =>
    `http://airbyte-server-svc:8001/api/public/v1${path}?limit=${limit}&offset=${at}`;
  return {
    data,
    next: data.length === 0 ? '' : link(offset + limit),
    previous: offset === 0 ? '' : link(Math.max(0, offset - limit)),
  };
}

/** Lists in a query come repeated or comma-separated. */
export function listOf(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return parts.flatMap((part) => String(part).split(',')).filter((part) => part !== '');
}
