// GET /api/v1/approvals: incidents that wait for a person's decision.
import type { FastifyInstance } from 'fastify';
import { withLinks } from '../../domain/incident-links';
import { seenBy, seesIncident } from '../access';
import type { Auth } from '../auth';
import { ApprovalsQuery, LIST_APPROVALS } from '../operations/decisions';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

/** Whole incidents: a decision needs diagnosis, plan and hash beside the request. */
export function approvals(app: FastifyInstance, deps: IngressOptions & { auth: Auth }): void {
  app.get('/approvals', { schema: LIST_APPROVALS }, async (request) => {
    const person = deps.auth.person(request, 'viewer');
    const { cursor, limit } = readInput(ApprovalsQuery, request.query);
    const page = await deps.reader.list({
      status: ['awaiting_approval'],
      ...seenBy(person),
      ...(cursor === undefined ? {} : { cursor }),
      ...(limit === undefined ? {} : { limit }),
    });
    const items = page.items.filter((one) => seesIncident(person, one));
    return { items: items.map((i) => withLinks(i, deps.links)), nextCursor: page.nextCursor };
  });
}
