// GET /api/v1/audit and /api/v1/audit/verify: the record, and whether anybody tampered with it.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

const ROWS_DEFAULT = 200;

const Query = z.object({
  incidentId: z.string().min(1).max(100).optional(),
  afterSeq: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(ROWS_DEFAULT),
});

/** Oldest first; `nextAfterSeq` is null on the last page. */
export function audit(app: FastifyInstance, { reader }: IngressOptions): void {
  app.get('/audit', async (request) => {
    const { incidentId, afterSeq, limit } = readInput(Query, request.query);
    const items = await reader.audit({
      limit,
      ...(incidentId === undefined ? {} : { incidentId }),
      ...(afterSeq === undefined ? {} : { afterSeq }),
    });
    return { items, nextAfterSeq: items.length === limit ? (items.at(-1)?.seq ?? null) : null };
  });

  app.get('/audit/verify', async () => {
    const { rows, faults } = await reader.verifyAudit();
    return { intact: faults.length === 0, rows, faults };
  });
}
