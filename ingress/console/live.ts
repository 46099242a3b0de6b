// Requests that the script of a page makes by itself, to see what has changed: nobody reads their answer whole.
import type { FastifyRequest } from 'fastify';

export function isLive(request: FastifyRequest): boolean {
  return request.headers['x-penstock-live'] !== undefined;
}
