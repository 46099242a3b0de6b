// Fivetran's own controls beside the shared ones: plan, features, behaviour, destinations that break.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { healBody } from '../engine/break-spec';
import { read } from '../engine/control-body';
import type { FivetranAccount } from './account';
import { behaviourBody, featuresBody } from './behaviour';
import { limitsOf, planBody } from './plans';
import { transformationSpec } from './transformations';
import { addWarningControl } from './warning-routes';

const destinationBreak = z.strictObject({
  message: z.string().min(1),
  taskType: z.string().default('reconnect_warehouse'),
});
const agentBody = z.strictObject({ id: z.string().min(1), online: z.boolean().default(true) });

export function addFivetranControls(sim: FastifyInstance, account: FivetranAccount): void {
  sim.post('/plan', async (request) => {
    const limits = limitsOf(read(planBody, request.body));
    account.quota.use(limits);
    return { limits };
  });
  sim.post('/features', async (request) => Object.assign(account.features, read(featuresBody, request.body)));
  sim.get('/behaviour', async () => account.behaviour);
  sim.post('/behaviour', async (request) =>
    Object.assign(account.behaviour, read(behaviourBody, request.body)),
  );

  /** While broken every sync of the group fails; `{heal: true}` mends it. */
  sim.post<{ Params: { id: string } }>('/destinations/:id/break', async (request) => {
    const { id } = request.params;
    if (healBody.safeParse(request.body).success) account.destinations.heal(id);
    else account.destinations.break(id, read(destinationBreak, request.body), account.clock.now());
    return { id, broken: account.destinations.outageOf(id)?.message ?? null };
  });
  sim.post('/transformations', async (request, reply) =>
    reply.code(201).send(account.transformations.add(read(transformationSpec, request.body ?? {}))),
  );
  addWarningControl(sim, account);
  sim.post('/agents', async (request) => account.agents.set(read(agentBody, request.body)));
}
