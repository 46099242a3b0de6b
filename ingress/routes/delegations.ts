// /api/v1/delegations: who votes for whom, for how long.
import type { FastifyInstance } from 'fastify';
import { may } from '../../domain/access/role-for';
import { demand } from '../access';
import { delegate, endDelegation } from '../acts/delegation';
import type { Auth } from '../auth';
import { idempotencyKey, type Idempotency } from '../idempotency';
import { DELEGATE, DelegationBody, END_DELEGATION, LIST_DELEGATIONS } from '../operations/delegations';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';
import { ReasonQuery } from '../schemas/query';

type Deps = IngressOptions & { auth: Auth; idempotency: Idempotency; now: () => Date };

export function delegations(app: FastifyInstance, deps: Deps): void {
  app.get('/delegations', { schema: LIST_DELEGATIONS }, async () => ({
    items: await deps.delegations.delegations(deps.now().toISOString()),
  }));

  app.post('/delegations', { schema: DELEGATE }, async (request, reply) => {
    const person = deps.auth.person(request, 'approver');
    const body = readInput(DelegationBody, request.body);
    const from = body.from ?? person.id;
    demand(person, from === person.id ? 'approver' : 'admin', body.scope);
    const key = idempotencyKey(request, person.id);
    const given = await deps.idempotency.once(key, request, () =>
      delegate({ ...body, from, by: person.id }, deps),
    );
    return reply.status(201).send(given);
  });

  app.delete<{ Params: { id: string } }>('/delegations/:id', { schema: END_DELEGATION }, async (request) => {
    const person = deps.auth.person(request, 'approver');
    const { id } = request.params;
    const { reason } = readInput(ReasonQuery, request.query);
    const all = await deps.delegations.delegations(deps.now().toISOString());
    const own = all.find(
      (one) => one.id === id && (one.from === person.id || may(person, 'admin', one.scope)),
    );
    if (!own || !(await endDelegation(own, person.id, deps, reason)))
      throw new Problem(404, `no delegation ${id} of yours lasts; GET /delegations names those that do`);
    return { ended: true, id };
  });
}
