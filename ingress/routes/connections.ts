// /api/v1/connections: what the sweeps know, what the provider says now, and changes that a person asks for.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ChangeRequestSchema } from '../../domain/change-request.schema';
import { PROVIDERS, type ConnectionRef } from '../../domain/connection-ref';
import { CONNECTION_HEALTHS } from '../../domain/sweep/known-connection';
import type { Auth } from '../auth';
import { defined } from '../defined';
import { knownAccount } from '../known-account';
import { idempotencyKey, type Idempotency } from '../idempotency';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';

const text = z.string().min(1).max(300);

const ListQuery = z.object({
  /** Comma-separated, or repeated. */
  health: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat().flatMap((v) => v.split(',')))
    .pipe(z.array(z.enum(CONNECTION_HEALTHS)))
    .optional(),
  provider: z.enum(PROVIDERS).optional(),
  account: text.optional(),
  connectionId: text.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

interface ByRef {
  Params: { provider: string; account: string; connectionId: string };
}

type Deps = IngressOptions & { auth: Auth; idempotency: Idempotency };

export function connections(app: FastifyInstance, deps: Deps): void {
  app.get('/connections', (request) => deps.connections.list(defined(readInput(ListQuery, request.query))));

  app.get<ByRef>('/connections/:provider/:account/:connectionId', async (request) => {
    const ref = refOf(request.params, deps);
    const { items } = await deps.connections.list({ ...ref, limit: 1 });
    if (items[0]) return items[0];
    throw new Problem(
      404,
      `no sweep has seen ${ref.provider} connection ${ref.connectionId} on account ${ref.account} yet`,
    );
  });

  app.get<ByRef>('/connections/:provider/:account/:connectionId/history', (request) =>
    deps.provider.lookAt(refOf(request.params, deps)),
  );

  app.get<ByRef>('/connections/:provider/:account/:connectionId/diagnosis', (request) =>
    deps.provider.diagnose(refOf(request.params, deps)),
  );

  app.post<ByRef>('/connections/:provider/:account/:connectionId/changes', async (request, reply) => {
    const person = deps.auth.person(request, 'operator');
    const ref = refOf(request.params, deps);
    const asked = readInput(ChangeRequestSchema, request.body);
    const key = idempotencyKey(request, person.id);
    const answer = await deps.idempotency.once(key, request, () =>
      deps.provider.requestChange(ref, { ...asked, by: person.id }, key ?? randomUUID()),
    );
    deps.logger.info({ ...ref, by: person.id, incidentId: answer.incidentId }, 'change.requested');
    return reply.status(202).send(answer);
  });
}

function refOf(params: ByRef['Params'], deps: Deps): ConnectionRef {
  return { ...knownAccount(params, deps.accounts), connectionId: params.connectionId };
}
