// POST /api/v1/incidents/{id}/decisions: a vote on the plan, by the person whose token it carries.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { wholePlanHash } from '../../client/plan-hash';
import { LIMITS } from '../../domain/limits';
import type { Decision } from '../../domain/messages';
import type { Auth } from '../auth';
import { findIncident } from '../find-incident';
import { idempotencyKey, type Idempotency } from '../idempotency';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

/** A `by` in the body is not looked at. */
const Body = z.object({
  decision: z.enum(['approve', 'reject']),
  reason: z.string().max(LIMITS.reasonCharsMax).optional(),
  planHash: z.string().min(8).max(128).optional(),
  optionId: z.string().min(1).max(100).optional(),
});

/** 200 with the receipt; 202 `{queued: true}` when `Prefer: respond-async` was sent and no worker answered. */
export function decisions(
  app: FastifyInstance,
  deps: IngressOptions & { auth: Auth; idempotency: Idempotency },
): void {
  app.post<{ Params: { id: string } }>('/incidents/:id/decisions', async (request, reply) => {
    const person = deps.auth.person(request, 'approver');
    const body = readInput(Body, request.body);
    const key = idempotencyKey(request, person.id);
    const orQueue = /\brespond-async\b/i.test(String(request.headers.prefer ?? ''));
    const answer = await deps.idempotency.once(key, request, async () => {
      const incident = await findIncident(request.params.id, deps);
      const decision: Decision = {
        decision: body.decision,
        by: person.id,
        ...(body.reason === undefined ? {} : { reason: body.reason }),
        ...(body.planHash === undefined
          ? {}
          : { planHash: wholePlanHash(body.planHash, incident.plan?.hash) }),
        ...(body.optionId === undefined ? {} : { optionId: body.optionId }),
      };
      const target = { workflowId: incident.workflowId, firstRunId: incident.runId };
      const result = await deps.incidents.decide(target, decision, {
        orQueue,
        ...(key === undefined ? {} : { updateId: key }),
      });
      deps.logger.info({ incidentId: incident.id, by: person.id, decision: body.decision }, 'decision.sent');
      return result;
    });
    return reply.status('queued' in answer ? 202 : 200).send(answer);
  });
}
