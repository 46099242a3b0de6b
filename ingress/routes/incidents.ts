// /api/v1/incidents: list, one, its timeline and its votes.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { PROVIDERS } from '../../domain/connection-ref';
import { INCIDENT_STATUSES } from '../../domain/incident';
import { defined } from '../defined';
import { findIncident } from '../find-incident';
import { withLinks } from '../incident-links';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

const PAGE_MAX = 200;
const text = z.string().min(1).max(300);
const limit = z.coerce.number().int().min(1).max(PAGE_MAX);

const ListQuery = z.object({
  /** Comma-separated, or repeated. */
  status: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat().flatMap((v) => v.split(',')))
    .pipe(z.array(z.enum(INCIDENT_STATUSES)))
    .optional(),
  provider: z.enum(PROVIDERS).optional(),
  account: text.optional(),
  connectionId: text.optional(),
  cursor: z.string().max(500).optional(),
  limit: limit.optional(),
});

const TimelineQuery = z.object({
  afterSeq: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});

interface ById {
  Params: { id: string };
}

/** Reads only; newest change first. */
export function incidents(app: FastifyInstance, deps: IngressOptions): void {
  app.get('/incidents', async (request) => {
    const page = await deps.reader.list(defined(readInput(ListQuery, request.query)));
    return { items: page.items.map((i) => withLinks(i, deps.links)), nextCursor: page.nextCursor };
  });

  app.get<ById>('/incidents/:id', async (request) =>
    withLinks(await findIncident(request.params.id, deps), deps.links),
  );

  app.get<ById>('/incidents/:id/timeline', async (request) => {
    const query = readInput(TimelineQuery, request.query);
    const { id } = await findIncident(request.params.id, deps);
    const items = await deps.reader.audit({ incidentId: id, ...defined(query) });
    return { incidentId: id, items, evidence: await deps.reader.evidence(id) };
  });

  app.get<ById>('/incidents/:id/decisions', async (request) => {
    const { id, plan, approval } = await findIncident(request.params.id, deps);
    return { incidentId: id, planHash: plan?.hash ?? null, items: approval?.votes ?? [] };
  });
}
