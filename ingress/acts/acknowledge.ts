// Saying that somebody looks after an incident: it stands in its record and changes nothing else.
import type { Incident } from '../../domain/incident';
import { present } from '../../domain/present';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';

export interface Acknowledged {
  acknowledged: true;
  incidentId: string;
  /** ID of the person. */
  by: string;
}

type Deps = Pick<IngressOptions, 'auditLog' | 'logger'> & { now: () => Date };

/** One row a person and incident, however often they say it. @throws Problem 409 when the incident is over */
export async function acknowledge(
  { id, status, availableTransitions }: Incident,
  { by, note }: { by: string; note?: string | undefined },
  deps: Deps,
): Promise<Acknowledged> {
  if (availableTransitions.length === 0)
    throw new Problem(409, `incident ${id} is ${status}: nothing is left to look after`);
  await deps.auditLog.append([
    {
      ...{ key: `${id}/incident.acknowledged/${by}`, at: deps.now().toISOString(), incidentId: id },
      ...{ actor: by, action: 'incident.acknowledged', details: present({ note }) },
    },
  ]);
  deps.logger.info({ incidentId: id, by }, 'incident.acknowledged');
  return { acknowledged: true, incidentId: id, by };
}
