// What the policy of today says about an incident, whatever it was planned under.
import type { Incident } from '../incident';
import type { Person } from '../person';
import type { Circumstances } from './circumstances';
import { explain, type PolicyExplanation } from './explain';
import type { PolicySet, PolicySubject } from './policy';

export interface IncidentPolicy extends PolicyExplanation {
  incidentId: string;
  /** SHA-256 over the policy files of today. */
  hash: string;
  /** That of the plan; `null` without one. */
  planHash: string | null;
}

/** `null` before there is a diagnosis: nothing has been decided then. Pure. */
export function explainIncident(
  incident: Incident,
  policy: { policies: PolicySet; people: Person[]; hash: string },
  circumstances: Circumstances,
): IncidentPolicy | null {
  const subject = subjectOf(incident, circumstances);
  if (!subject) return null;
  return {
    incidentId: incident.id,
    hash: policy.hash,
    planHash: incident.plan?.policy.hash ?? null,
    ...explain({ policies: policy.policies, people: policy.people, subject }),
  };
}

function subjectOf(incident: Incident, circumstances: Circumstances): PolicySubject | null {
  const { provider, account, connection, diagnosis, plan } = incident;
  if (!diagnosis) return null;
  return {
    ref: { provider, account, connectionId: connection.id },
    tags: connection.tags,
    ...{ class: diagnosis.class, band: diagnosis.band, symptom: diagnosis.symptom, action: diagnosis.action },
    steps: plan?.steps.map(({ kind }) => kind) ?? [],
    ...circumstances,
    environment: connection.tags['environment'] ?? circumstances.environment,
  };
}
