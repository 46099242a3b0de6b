// POST /api/v1/incidents/{id}/ack: somebody looks after it.
import type { FastifyInstance } from 'fastify';
import { incidentFor } from '../access';
import { acknowledge } from '../acts/acknowledge';
import type { Auth } from '../auth';
import { ACKNOWLEDGE, AckBody } from '../operations/acknowledge';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';

type Deps = IngressOptions & { auth: Auth; now: () => Date };

export function acknowledgements(app: FastifyInstance, deps: Deps): void {
  app.post<{ Params: { id: string } }>('/incidents/:id/ack', { schema: ACKNOWLEDGE }, async (request) => {
    const person = deps.auth.person(request, 'operator');
    const { note } = readInput(AckBody, request.body);
    if (person.kind === 'agent')
      throw new Problem(403, `${person.id} asks as an agent: to look after an incident takes a person`);
    const incident = await incidentFor(person, 'operator', request.params.id, deps);
    return acknowledge(incident, { by: person.id, note }, deps);
  });
}
