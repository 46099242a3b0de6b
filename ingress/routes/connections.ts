// /api/v1/connections: what the sweeps know, what the provider says now, and changes that a person asks for.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ChangeRequestSchema } from '../../domain/change-request.schema';
import { maySee } from '../../domain/access/sight';
import { requestChange } from '../acts/request-change';
import { connectionFor, seenBy } from '../access';
import type { Auth } from '../auth';
import { defined } from '../defined';
import { idempotencyKey, type Idempotency } from '../idempotency';
import {
  ConnectionsQuery,
  DIAGNOSE,
  GET_CONNECTION,
  GET_HISTORY,
  LIST_CONNECTIONS,
  REQUEST_CHANGE,
} from '../operations/connections';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';

interface ByRef {
  Params: { provider: string; account: string; connectionId: string };
}

type Deps = IngressOptions & { auth: Auth; idempotency: Idempotency; now: () => Date };

export function connections(app: FastifyInstance, deps: Deps): void {
  const asked = (request: FastifyRequest<ByRef>) =>
    connectionFor(deps.auth.person(request, 'viewer'), 'viewer', request.params, deps);

  app.get('/connections', { schema: LIST_CONNECTIONS }, async (request) => {
    const person = deps.auth.person(request, 'viewer');
    const filter = defined(readInput(ConnectionsQuery, request.query));
    const page = await deps.connections.list({ ...filter, ...seenBy(person) });
    return { ...page, items: page.items.filter((one) => maySee(person, one, one.tags)) };
  });

  app.get<ByRef>(
    '/connections/:provider/:account/:connectionId',
    { schema: GET_CONNECTION },
    async (request) => {
      const ref = await asked(request);
      const { items } = await deps.connections.list({ ...ref, limit: 1 });
      if (items[0]) return items[0];
      throw new Problem(
        404,
        `no sweep has seen ${ref.provider} connection ${ref.connectionId} on account ${ref.account} yet`,
      );
    },
  );

  app.get<ByRef>(
    '/connections/:provider/:account/:connectionId/history',
    { schema: GET_HISTORY },
    async (request) => deps.provider.lookAt(await asked(request)),
  );

  app.get<ByRef>(
    '/connections/:provider/:account/:connectionId/diagnosis',
    { schema: DIAGNOSE },
    async (request) => deps.provider.diagnose(await asked(request)),
  );

  app.post<ByRef>(
    '/connections/:provider/:account/:connectionId/changes',
    { schema: REQUEST_CHANGE },
    async (request, reply) => {
      const person = deps.auth.person(request, 'operator');
      const ref = await connectionFor(person, 'operator', request.params, deps);
      const change = readInput(ChangeRequestSchema, request.body);
      const key = idempotencyKey(request, person.id);
      const answer = await deps.idempotency.once(key, request, () =>
        requestChange(ref, change, person, key, deps),
      );
      return reply.status(202).send(answer);
    },
  );
}
