// /api/v1/policies/explain: what the policy of today says about an incident, rule by rule.
import type { FastifyInstance } from 'fastify';
import { connectionOf, type Incident } from '../../domain/incident';
import type { Circumstances } from '../../domain/policy/circumstances';
import { explainIncident } from '../../domain/policy/incident-policy';
import { readCircumstances } from '../../domain/policy/read-circumstances';
import { accountFacts } from '../account-facts';
import { seesIncident } from '../access';
import type { Auth } from '../auth';
import { EXPLAIN_POLICY, ExplainQuery } from '../operations/policies';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';

type Deps = IngressOptions & { auth: Auth; now: () => Date };

export function policies(app: FastifyInstance, deps: Deps): void {
  app.get('/policies/explain', { schema: EXPLAIN_POLICY }, async (request) => {
    const { incidentId } = readInput(ExplainQuery, request.query);
    const person = deps.auth.person(request, 'viewer');
    const incident = await deps.reader.get(incidentId);
    if (!incident || !seesIncident(person, incident))
      throw new Problem(404, `nobody knows incident ${incidentId}`);
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
  const { service, destination } = incident.connection;
  const sources = { ...deps, ...accountFacts(deps.accounts) };
  const about = { ...connectionOf(incident), service, destination };
  return readCircumstances(
    sources,
    deps.policy.policies,
    { ...about, class: incident.diagnosis?.class ?? 'unknown', incidentId: incident.id },
    deps.now(),
  );
}
