// POST /api/v1/incidents/{id}/control: snooze, wake, cancel, close, retry, release, hand back.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { NoWorkerAnswer, Refused } from '../../client/incident-door';
import { checkOrder } from '../../client/check-order';
import type { Incident } from '../../domain/incident';
import { LIMITS } from '../../domain/limits';
import { CONTROL_COMMANDS, type Control } from '../../domain/messages';
import type { Auth } from '../auth';
import { findIncident } from '../find-incident';
import { idempotencyKey, type Idempotency } from '../idempotency';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';

const Body = z.object({
  command: z.enum(CONTROL_COMMANDS),
  reason: z.string().max(LIMITS.reasonCharsMax).optional(),
  until: z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time' }).optional(),
});

type Deps = IngressOptions & { auth: Auth; idempotency: Idempotency; now: () => Date };

/** 202: the incident has the order. One that cannot apply is refused here, with the reason. */
export function control(app: FastifyInstance, deps: Deps): void {
  app.post<{ Params: { id: string } }>('/incidents/:id/control', async (request, reply) => {
    const person = deps.auth.person(request, 'operator');
    const body = readInput(Body, request.body);
    const order: Control = {
      command: body.command,
      by: person.id,
      ...(body.reason === undefined ? {} : { reason: body.reason }),
      ...(body.until === undefined ? {} : { until: body.until }),
    };
    const answer = await deps.idempotency.once(idempotencyKey(request, person.id), request, async () => {
      const incident = await freshest(request.params.id, deps);
      const fault = checkOrder(order, incident, deps.now().getTime());
      if (fault?.kind === 'malformed') throw new Problem(400, fault.reason);
      if (fault) throw new Refused(fault.reason);
      await deps.incidents.control({ workflowId: incident.workflowId, firstRunId: incident.runId }, order);
      deps.logger.info({ incidentId: incident.id, by: person.id, command: order.command }, 'control.sent');
      return { accepted: true, incidentId: incident.id, command: order.command };
    });
    return reply.status(202).send(answer);
  });
}

/** The incident's own word where a worker can give it; otherwise the last stored one. */
async function freshest(id: string, deps: Deps): Promise<Incident> {
  const stored = await findIncident(id, deps);
  try {
    return await deps.incidents.get({ workflowId: stored.workflowId, firstRunId: stored.runId });
  } catch (error) {
    if (error instanceof NoWorkerAnswer) return stored;
    throw error;
  }
}
