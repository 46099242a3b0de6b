// GET /api/v1/audit and /api/v1/audit/verify: the record, and whether anybody tampered with it.
import type { FastifyInstance } from 'fastify';
import { may } from '../../domain/access/role-for';
import { demand, incidentFor } from '../access';
import type { Auth } from '../auth';
import { AuditQuery, LIST_AUDIT, VERIFY_AUDIT } from '../operations/audit';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

/**
 * Oldest first; `nextAfterSeq` is null on the last page. Whoever sees only parts reads the rows of one incident at a
 * time: rows do not say which connection they are about.
 */
export function audit(app: FastifyInstance, deps: IngressOptions & { auth: Auth }): void {
  app.get('/audit', { schema: LIST_AUDIT }, async (request) => {
    const { incidentId, since, afterSeq, limit } = readInput(AuditQuery, request.query);
    const person = deps.auth.person(request, 'viewer');
    if (incidentId === undefined) demand(person, 'viewer', null);
    else if (!may(person, 'viewer', null)) await incidentFor(person, 'viewer', incidentId, deps);
    const items = await deps.reader.audit({
      limit,
      ...(incidentId === undefined ? {} : { incidentId }),
      ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
      ...(afterSeq === undefined ? {} : { afterSeq }),
    });
    return { items, nextAfterSeq: items.length === limit ? (items.at(-1)?.seq ?? null) : null };
  });

  app.get('/audit/verify', { schema: VERIFY_AUDIT }, async (request) => {
    demand(deps.auth.person(request, 'viewer'), 'viewer', null);
    const { rows, faults } = await deps.reader.verifyAudit();
    return { intact: faults.length === 0, rows, faults };
  });
}
