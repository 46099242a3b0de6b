// /brakes: kill switches and freezes, seen, pulled and lifted by the very acts of the API.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { maySeeSome } from '../../../domain/access/role-for';
import { BRAKE_KINDS, isOpen, scopeInWords } from '../../../domain/brakes/brake';
import { PROVIDERS } from '../../../domain/connection-ref';
import { LIMITS } from '../../../domain/limits';
import { present } from '../../../domain/present';
import { demand } from '../../access';
import { liftBrake, LIFTS, pullBrake, PULLS } from '../../acts/brake';
import { Problem } from '../../problem';
import type { ConsoleDeps } from '../deps';
import { untilAfter } from '../duration';
import { readForm } from '../form';
import { sendBack, sendPage } from '../send-page';
import type { Visit } from '../visit';
import { brakesView } from './view';

const PullForm = z.object({
  kind: z.enum(BRAKE_KINDS),
  provider: z.enum(PROVIDERS).optional(),
  account: z.string().max(100).optional(),
  connectionId: z.string().max(300).optional(),
  reason: z.string({ error: 'say why: everybody will ask' }).max(LIMITS.reasonCharsMax),
  for: z.string().max(20).optional(),
});

export function brakePage(app: FastifyInstance, deps: ConsoleDeps): void {
  const standing = async ({ person }: Visit) =>
    (await deps.brakes.standing(deps.now().toISOString())).filter(({ scope }) => maySeeSome(person, scope));

  app.get('/brakes', async (request, reply) => {
    const visit = deps.visits.of(request);
    const now = deps.now().toISOString();
    const windows = deps.freezes
      .filter(({ scope }) => maySeeSome(visit.person, scope))
      .map((window) => ({ ...window, open: isOpen(window, now) }));
    const main = brakesView({
      ...{ brakes: await standing(visit), windows, person: visit.person },
      ...{ formToken: visit.session.formToken, version: randomUUID() },
    });
    return sendPage({ title: 'Brakes', at: '/brakes', main }, visit, reply, deps);
  });

  app.post('/brakes', async (request, reply) => {
    const { visit, input, key } = readForm(PullForm, request, deps);
    const { kind, reason, provider, account, connectionId } = input;
    const scope = present({ provider, account, connectionId });
    demand(visit.person, PULLS, scope);
    const asked = { kind, reason, scope, until: untilAfter(input.for, deps.now()), by: visit.person.id };
    const brake = await deps.idempotency.once(key, request, () => pullBrake(asked, deps));
    const told = `${kind === 'kill' ? 'Kill switch pulled' : 'Frozen'}: ${scopeInWords(brake.scope)}.`;
    return sendBack('/brakes', told, visit, reply);
  });

  app.post<{ Params: { id: string } }>('/brakes/:id/lift', async (request, reply) => {
    const { visit, key } = readForm(z.object({}), request, deps);
    const { id } = request.params;
    await deps.idempotency.once(key, request, async () => {
      const brake = (await standing(visit)).find((one) => one.id === id);
      if (brake) demand(visit.person, LIFTS[brake.kind], brake.scope);
      if (!brake || !(await liftBrake(brake, visit.person.id, deps)))
        throw new Problem(404, `the brake ${id.slice(0, 100)} does not stand any more`);
    });
    return sendBack('/brakes', 'Lifted.', visit, reply);
  });
}
