// POST /api/v1/incidents/{id}/decisions: a vote on the plan, by the person whose token it carries.
import type { FastifyInstance } from 'fastify';
import { decide } from '../acts/decide';
import { incidentToDecide } from '../acts/incident-to-decide';
import type { Auth } from '../auth';
import { idempotencyKey, type Idempotency } from '../idempotency';
import { DECIDE, DecisionBody } from '../operations/decisions';
import { matchedPlan } from '../incident-version';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

/** 200 with the receipt; 202 `{queued: true}` when `Prefer: respond-async` was sent and no worker answered. */
export function decisions(
  app: FastifyInstance,
  deps: IngressOptions & { auth: Auth; idempotency: Idempotency; now: () => Date },
): void {
  app.post<{ Params: { id: string } }>(
    '/incidents/:id/decisions',
    { schema: DECIDE },
    async (request, reply) => {
      const body = readInput(DecisionBody, request.body);
      const { onBehalfOf } = body;
      const person = deps.auth.person(request, onBehalfOf === undefined ? 'approver' : 'viewer');
      const incident = await incidentToDecide(person, body, request.params.id, deps);
      const key = idempotencyKey(request, person.id);
      const orQueue = /\brespond-async\b/i.test(String(request.headers.prefer ?? ''));
      const answer = await deps.idempotency.once(key, request, async () => {
        const matched = matchedPlan(request.headers['if-match'], incident);
        const planHash = body.planHash ?? matched;
        return decide({ ...body, planHash, incidentId: incident.id, by: person.id, key, orQueue }, deps);
      });
      return reply.status('queued' in answer ? 202 : 200).send(answer);
    },
  );
}
