// POST /api/v1/incidents/{id}/control: snooze, wake, cancel, close, retry, release, hand back.
import type { FastifyInstance } from 'fastify';
import { order } from '../acts/order';
import { demandOrder, incidentFor } from '../access';
import type { Auth } from '../auth';
import { idempotencyKey, type Idempotency } from '../idempotency';
import { CONTROL, ControlBody } from '../operations/control';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

type Deps = IngressOptions & { auth: Auth; idempotency: Idempotency; now: () => Date };

/** 202: the incident has the order. One that cannot apply is refused here, with the reason. */
export function control(app: FastifyInstance, deps: Deps): void {
  app.post<{ Params: { id: string } }>(
    '/incidents/:id/control',
    { schema: CONTROL },
    async (request, reply) => {
      const person = deps.auth.person(request, 'operator');
      const body = readInput(ControlBody, request.body);
      demandOrder(person, body.command);
      await incidentFor(person, 'operator', request.params.id, deps);
      const answer = await deps.idempotency.once(idempotencyKey(request, person.id), request, () =>
        order({ ...body, incidentId: request.params.id, by: person.id }, deps),
      );
      return reply.status(202).send(answer);
    },
  );
}
