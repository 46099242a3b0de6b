// /api/v1/policies/explain: what the policy of today says about an incident, rule by rule.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Incident } from '../../domain/incident';
import {
  TOGETHER_MS,
  blastRadiusOf,
  recurrenceAsked,
  type Circumstances,
} from '../../domain/policy/circumstances';
import { explainIncident } from '../../domain/policy/incident-policy';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';

const Query = z.object({ incidentId: z.string().min(1).max(200) });

type Deps = IngressOptions & { now: () => Date };

export function policies(app: FastifyInstance, deps: Deps): void {
  app.get('/policies/explain', async (request) => {
    const { incidentId } = readInput(Query, request.query);
    const incident = await deps.reader.get(incidentId);
    if (!incident) throw new Problem(404, `nobody knows incident ${incidentId}`);
    const explained = explainIncident(
      incident,
      { ...deps.policy, people: deps.people },
      await circumstancesOf(incident, deps),
    );
    if (explained) return explained;
    throw new Problem(409, `incident ${incidentId} has no diagnosis yet: policy has not been asked`);
  });
}

async function circumstancesOf(incident: Incident, deps: Deps): Promise<Circumstances> {
  const { provider, account, connection, diagnosis } = incident;
  const ref = { provider, account, connectionId: connection.id };
  const here = { ...ref, service: connection.service, destination: connection.destination };
  const now = deps.now();
  const since = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const own = deps.accounts.find((one) => one.provider === provider && one.name === account);
  const tenant = deps.accounts
    .filter((one) => one.tenant === (own?.tenant ?? ''))
    .map((one) => ({ provider: one.provider, account: one.name }));
  const [earlier, { neighbours }] = await Promise.all([
    deps.surroundings.earlier(
      ref,
      diagnosis?.class ?? 'unknown',
      since(recurrenceAsked(deps.policy.policies)),
    ),
    deps.surroundings.around(here, since(TOGETHER_MS), tenant),
  ]);
  return {
    at: now.toISOString(),
    environment: own?.environment ?? null,
    earlier,
    blastRadius: blastRadiusOf(here, neighbours),
  };
}
