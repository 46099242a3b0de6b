// /api/v1/freezes and /api/v1/kill-switch. Anyone who may act may pull a brake; letting go takes more.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isOpen, scopeInWords, type Brake, type BrakeKind } from '../../domain/brakes/brake';
import { PROVIDERS } from '../../domain/connection-ref';
import { LIMITS } from '../../domain/limits';
import type { Person } from '../../domain/person';
import { present } from '../../domain/present';
import type { Auth } from '../auth';
import { idempotencyKey, type Idempotency } from '../idempotency';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';

const Scope = z
  .strictObject({
    provider: z.enum(PROVIDERS).optional(),
    account: z.string().min(1).max(100).optional(),
    connectionId: z.string().min(1).max(300).optional(),
  })
  .default({});

const Body = z.object({
  scope: Scope,
  reason: z.string().min(1, 'say why: everybody will ask').max(LIMITS.reasonCharsMax),
  until: z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time' }).optional(),
});

type Deps = IngressOptions & { auth: Auth; idempotency: Idempotency; now: () => Date };

export function brakes(app: FastifyInstance, deps: Deps): void {
  const standing = async (kind: BrakeKind) =>
    (await deps.brakes.standing(deps.now().toISOString())).filter((brake) => brake.kind === kind);

  app.get('/freezes', async () => {
    const now = deps.now().toISOString();
    const windows = deps.freezes.map((window) => ({ ...window, open: isOpen(window, now) }));
    return { items: await standing('freeze'), windows };
  });
  app.get('/kill-switch', async () => {
    const items = await standing('kill');
    return { on: items.length > 0, items };
  });

  const pull = (path: string, kind: BrakeKind) =>
    app.post(path, async (request, reply) => {
      const person = deps.auth.person(request, 'operator');
      const body = readInput(Body, request.body);
      const key = idempotencyKey(request, person.id);
      const brake = await deps.idempotency.once(key, request, () => apply(deps, kind, person, body));
      return reply.status(201).send(brake);
    });
  pull('/freezes', 'freeze');
  pull('/kill-switch', 'kill');

  const letGo = (path: string, kind: BrakeKind, role: Person['role']) =>
    app.delete<{ Params: { id: string } }>(`${path}/:id`, async (request) => {
      const person = deps.auth.person(request, role);
      const { id } = request.params;
      const brake = (await standing(kind)).find((one) => one.id === id);
      if (!brake || !(await lift(deps, brake, person)))
        throw new Problem(404, `no ${kind} ${id} stands; GET ${path} names those that do`);
      return { lifted: true, id };
    });
  letGo('/freezes', 'freeze', 'approver');
  letGo('/kill-switch', 'kill', 'admin');
}

async function apply(
  deps: Deps,
  kind: BrakeKind,
  person: Person,
  body: z.output<typeof Body>,
): Promise<Brake> {
  const now = deps.now();
  const until = body.until === undefined ? null : new Date(body.until).toISOString();
  if (until !== null && Date.parse(until) <= now.getTime())
    throw new Problem(400, `"until" (${until}) lies in the past`);
  const brake: Brake = {
    ...{ id: `${kind}-${randomUUID().slice(0, 8)}`, kind, scope: present(body.scope) },
    ...{ reason: body.reason, by: person.id, since: now.toISOString(), until },
  };
  await deps.brakes.apply(brake, audited(brake, person, `${kind}.on`, now));
  deps.logger.warn({ brake: brake.id, scope: scopeInWords(brake.scope), by: person.id }, `${kind}.on`);
  return brake;
}

async function lift(deps: Deps, brake: Brake, person: Person): Promise<boolean> {
  const now = deps.now();
  const done = await deps.brakes.lift(
    brake.id,
    now.toISOString(),
    audited(brake, person, `${brake.kind}.off`, now),
  );
  if (done) deps.logger.warn({ brake: brake.id, by: person.id }, `${brake.kind}.off`);
  return done;
}

/** Brakes belong to no incident; the audit record keeps them under their own ID. */
function audited(brake: Brake, person: Person, action: string, at: Date) {
  const { id, scope, reason, until } = brake;
  return {
    ...{ key: `${id}/${action}`, at: at.toISOString(), incidentId: id, actor: person.id, action },
    details: { scope: scopeInWords(scope), reason, until },
  };
}
