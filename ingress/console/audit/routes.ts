// GET /audit: the record of who did what, the newest first, and whether it is whole.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/role-for';
import { present } from '../../../domain/present';
import { incidentFor } from '../../access';
import { readInput } from '../../read-input';
import type { ConsoleDeps } from '../deps';
import { isLive } from '../live';
import { words } from '../query';
import { sendPage } from '../send-page';
import { auditView } from './view';

const PAGE_ROWS = 100;

const Query = z.object({
  incidentId: words,
  actor: words,
  action: words,
  beforeSeq: z.coerce.number().int().min(1).optional(),
  verify: z.literal('yes').optional(),
});
export type AuditQuery = z.output<typeof Query>;

/** Whoever sees only parts reads one incident at a time: rows do not say which connection they are about. */
export function auditPage(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get('/audit', async (request, reply) => {
    const visit = deps.visits.of(request);
    const query = readInput(Query, request.query);
    const { incidentId, actor, action, beforeSeq, verify } = query;
    const all = may(visit.person, 'viewer', null);
    if (!all && incidentId !== undefined) await incidentFor(visit.person, 'viewer', incidentId, deps);
    const filter = present({ incidentId, actor, action, beforeSeq });
    const rows =
      all || incidentId !== undefined
        ? await deps.reader.audit({ ...filter, newestFirst: true, limit: PAGE_ROWS })
        : [];
    const wanted = all && verify === 'yes' && !isLive(request);
    const verified = wanted ? await deps.reader.verifyAudit() : null;
    const main = auditView({ rows, query, verified, all, full: rows.length === PAGE_ROWS });
    return sendPage({ title: 'Audit', at: '/audit', main }, visit, reply, deps);
  });
}
