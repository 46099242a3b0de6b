// GET /api/v1/approvals: incidents that wait for a person's decision.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { withLinks } from '../incident-links';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

const Query = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

/** Whole incidents: a decision needs diagnosis, plan and hash beside the request. */
export function approvals(app: FastifyInstance, deps: IngressOptions): void {
  app.get('/approvals', async (request) => {
    const { cursor, limit } = readInput(Query, request.query);
    const page = await deps.reader.list({
      status: ['awaiting_approval'],
      ...(cursor === undefined ? {} : { cursor }),
      ...(limit === undefined ? {} : { limit }),
    });
    return { items: page.items.map((i) => withLinks(i, deps.links)), nextCursor: page.nextCursor };
  });
}
