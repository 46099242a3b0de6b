// /api/v1/modes: how far Penstock may go where, the record of what came of it, and what it has earned.
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { maySeeSome } from '../../domain/access/role-for';
import { THRESHOLDS, lostBy, recordsOf } from '../../domain/modes/earned';
import type { ModeScopeSchema } from '../../domain/modes/mode-scope.schema';
import { demand } from '../access';
import { SETS, setMode, takeBackMode } from '../acts/mode';
import type { Auth } from '../auth';
import { idempotencyKey, type Idempotency } from '../idempotency';
import { LIST_MODES, ModeBody, SET_MODE, TAKE_BACK_MODE } from '../operations/modes';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';
import { ReasonQuery } from '../schemas/query';

type Deps = IngressOptions & { auth: Auth; idempotency: Idempotency; now: () => Date };

export function modes(app: FastifyInstance, deps: Deps): void {
  const overview = async () => {
    const now = deps.now();
    const since = new Date(now.getTime() - THRESHOLDS.withinMs).toISOString();
    const [settings, effects] = await Promise.all([deps.modes.settings(), deps.modes.effects(since)]);
    return {
      settings: settings.map((one) => ({ ...one, lostBy: lostBy(one, effects)?.incidentId ?? null })),
      records: recordsOf(effects, settings, now.toISOString()),
    };
  };

  app.get('/modes', { schema: LIST_MODES }, async (request) => {
    const person = deps.auth.person(request, 'viewer');
    const { settings, records } = await overview();
    return {
      default: deps.policy.policies.defaults.mode,
      thresholds: THRESHOLDS,
      items: settings.filter(({ scope }) => maySeeSome(person, scope)),
      records: records.filter(({ scope }) => maySeeSome(person, scope)),
    };
  });

  app.post('/modes', { schema: SET_MODE }, async (request, reply) => {
    const person = deps.auth.person(request, 'operator');
    const { earned, ...body } = readInput(ModeBody, request.body);
    const { provider, account, connectionId } = body.scope;
    demand(person, SETS[body.mode], {
      ...(provider && { provider }),
      ...(account && { account }),
      ...(connectionId && { connectionId }),
    });
    if (earned) await mustBeEarned(body.scope, overview);
    const key = idempotencyKey(request, person.id);
    const asked = { ...body, origin: earned ? ('earned' as const) : ('set' as const), by: person.id };
    const setting = await deps.idempotency.once(key, request, () => setMode(asked, deps));
    return reply.status(201).send(setting);
  });

  app.delete<{ Params: { id: string } }>('/modes/:id', { schema: TAKE_BACK_MODE }, async (request) => {
    const person = deps.auth.person(request, 'operator');
    const { id } = request.params;
    const { reason } = readInput(ReasonQuery, request.query);
    const setting = (await deps.modes.settings()).find((one) => one.id === id);
    const seen = setting && maySeeSome(person, setting.scope);
    if (!seen) throw new Problem(404, `no mode ${id} is set; GET /modes names those that are`);
    // What keeps Penstock back may only be taken away by whoever might have let it go on.
    const role = setting.mode === 'automate' ? SETS.recommend : SETS.automate;
    demand(person, role, setting.scope);
    if (!(await takeBackMode(setting, person.id, deps, reason)))
      throw new Problem(404, `no mode ${id} is set any more`);
    return { takenBack: true, id };
  });
}

/** @throws Problem 409 */
async function mustBeEarned(
  { provider, account, class: named, action }: z.output<typeof ModeScopeSchema>,
  overview: () => Promise<{ records: ReturnType<typeof recordsOf> }>,
): Promise<void> {
  const { records } = await overview();
  const record = records.find(
    ({ scope }) =>
      scope.provider === provider &&
      scope.account === account &&
      scope.class === named &&
      scope.action === action,
  );
  if (record?.earned === true) return;
  const has = record
    ? `${record.verified} proven, ${record.ineffective} without effect, agreement ${record.agreement ?? 'unknown'}`
    : 'no record';
  throw new Problem(
    409,
    `automation is not earned there: ${has}; it takes ${THRESHOLDS.verified} proven and an agreement of ${THRESHOLDS.agreement} for one provider, account, class and action`,
  );
}
