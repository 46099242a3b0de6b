// The bytes of a webhook exactly as they came: what signatures cover.
import type { FastifyRequest } from 'fastify';

/** Empty when nothing was sent. */
export function rawBodyOf(request: FastifyRequest): Uint8Array {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
