// Controls of Socket Mode: who is connected, and the end of connections.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { read } from '../../engine/control-body';
import { GOODBYES } from './envelope';
import type { Workspace } from './workspace';

const endSpec = z.strictObject({
  disconnect: z.literal(true),
  /** What each is told before; null = cut off without a word. */
  reason: z.enum(GOODBYES).nullable().default('refresh_requested'),
});

export function addLinkControls(sim: FastifyInstance, { links }: Workspace): void {
  sim.get('/socket', async () => ({ items: links.list() }));
  sim.post('/socket', async (request) => ({ items: links.end(read(endSpec, request.body).reason) }));
}
