// /api/v1/freezes and /api/v1/kill-switch. Anyone who may act may pull a brake; letting go takes more.
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../domain/access/caller';
import { maySeeSome } from '../../domain/access/role-for';
import { isOpen, type BrakeKind } from '../../domain/brakes/brake';
import { present } from '../../domain/present';
import { demand } from '../access';
import { LIFTS, PULLS, liftBrake, pullBrake } from '../acts/brake';
import type { Auth } from '../auth';
import { idempotencyKey, type Idempotency } from '../idempotency';
import {
  BrakeBody,
  LIST_FREEZES,
  LIST_KILL_SWITCHES,
  liftOperation,
  pullOperation,
} from '../operations/brakes';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';
import { ReasonQuery } from '../schemas/query';

type Deps = IngressOptions & { auth: Auth; idempotency: Idempotency; now: () => Date };

export function brakes(app: FastifyInstance, deps: Deps): void {
  /** Those that may concern a connection that the person sees. */
  const standing = async (kind: BrakeKind, person: Caller) =>
    (await deps.brakes.standing(deps.now().toISOString())).filter(
      (brake) => brake.kind === kind && maySeeSome(person, brake.scope),
    );

  app.get('/freezes', { schema: LIST_FREEZES }, async (request) => {
    const person = deps.auth.person(request, 'viewer');
    const now = deps.now().toISOString();
    const windows = deps.freezes
      .filter(({ scope }) => maySeeSome(person, scope))
      .map((window) => ({ ...window, open: isOpen(window, now) }));
    return { items: await standing('freeze', person), windows };
  });
  app.get('/kill-switch', { schema: LIST_KILL_SWITCHES }, async (request) => {
    const items = await standing('kill', deps.auth.person(request, 'viewer'));
    return { on: items.length > 0, items };
  });

  const pull = (path: string, kind: BrakeKind) =>
    app.post(path, { schema: pullOperation(kind) }, async (request, reply) => {
      const person = deps.auth.person(request, PULLS);
      const body = readInput(BrakeBody, request.body);
      demand(person, PULLS, present(body.scope));
      const key = idempotencyKey(request, person.id);
      const brake = await deps.idempotency.once(key, request, () =>
        pullBrake({ ...body, kind, scope: present(body.scope), by: person.id }, deps),
      );
      return reply.status(201).send(brake);
    });
  pull('/freezes', 'freeze');
  pull('/kill-switch', 'kill');

  const letGo = (path: string, kind: BrakeKind) =>
    app.delete<{ Params: { id: string } }>(
      `${path}/:id`,
      { schema: liftOperation(kind) },
      async (request) => {
        const person = deps.auth.person(request, LIFTS[kind]);
        const { id } = request.params;
        const { reason } = readInput(ReasonQuery, request.query);
        const brake = (await standing(kind, person)).find((one) => one.id === id);
        if (brake) demand(person, LIFTS[kind], brake.scope);
        if (!brake || !(await liftBrake(brake, person.id, deps, reason)))
          throw new Problem(404, `no ${kind} ${id} stands; GET ${path} names those that do`);
        return { lifted: true, id };
      },
    );
  letGo('/freezes', 'freeze');
  letGo('/kill-switch', 'kill');
}
