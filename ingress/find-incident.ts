// An incident by whatever people call it: from the store, or from the incident itself before its first row is written.
import { readTarget, type IncidentDoor } from '../client/incident-door';
import { parseIncidentWorkflowId } from '../domain/connection-ref';
import type { Incident } from '../domain/incident';
import type { IncidentReader } from '../domain/reader-ports';
import { Problem } from './problem';

/** @throws Problem 404; UnknownIncident when Temporal does not know it either. */
export async function findIncident(
  id: string,
  from: { reader: IncidentReader; incidents: IncidentDoor },
): Promise<Incident> {
  const target = readTarget(id);
  if (!target || target.by === 'run') {
    throw new Problem(
      404,
      `"${id.slice(0, 100)}" is no incident ID: expected inc-xxxxxxxx or provider/account/connection`,
    );
  }
  const stored =
    target.by === 'publicId'
      ? await from.reader.get(target.id)
      : await newestOf(target.workflowId, from.reader);
  return stored ?? from.incidents.get(id);
}

async function newestOf(workflowId: string, reader: IncidentReader): Promise<Incident | null> {
  const ref = parseIncidentWorkflowId(workflowId);
  const page = ref && (await reader.list({ ...ref, limit: 1 }));
  return page?.items[0] ?? null;
}
