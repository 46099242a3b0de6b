// Offset paging of the public API, quirks included: `next` is there whenever the page is not empty, and drops filters.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AirbyteInstance } from './instance';
import { readInput } from './problems';

const pageQuery = z.looseObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});
/** What links forget (vendor source). */
const DROPPED = /^(limit|offset|status|orderBy|(created|updated)At(Start|End))$/;
/** The server's own name inside the cluster, as old self-managed releases link to it (airbytehq/airbyte #39420). */
const INTERNAL = 'http://airbyte-server-svc:8001/api/public/v1';

export function page<T, V>(
  instance: AirbyteInstance,
  request: FastifyRequest,
  path: string,
  all: readonly T[],
  view: (item: T) => V,
) {
  const { limit, offset } = readInput(pageQuery, request.query);
  const data = all.slice(offset, offset + limit).map(view);
  const link = (at: number) =>
    `${base(instance, request)}${path}?${kept(request)}limit=${limit}&offset=${at}`;
  return {
    data,
    next: data.length === 0 ? '' : link(offset + limit),
    previous: offset === 0 ? '' : link(Math.max(0, offset - limit)),
  };
}

function base(instance: AirbyteInstance, request: FastifyRequest): string {
  if (instance.settings.internalLinks) return INTERNAL;
  const root = request.originalUrl.startsWith('/v1/') ? '/v1' : '/api/public/v1';
  return `http://${request.headers.host ?? 'localhost'}${root}`;
}

function kept(request: FastifyRequest): string {
  const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
  for (const name of [...query.keys()]) if (DROPPED.test(name)) query.delete(name);
  const text = query.toString();
  return text === '' ? '' : `${text}&`;
}

/** Lists in a query come repeated or comma-separated. */
export function listOf(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return parts.flatMap((part) => String(part).split(',')).filter((part) => part !== '');
}
