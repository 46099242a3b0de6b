// An order to an incident (snooze, close, retry, …) by a person who is known to be one: the same act for API and console.
import { checkOrder } from '../../client/check-order';
import { NoWorkerAnswer, Refused } from '../../client/incident-door';
import type { Incident } from '../../domain/incident';
import type { Control, ControlCommand } from '../../domain/messages';
import { present } from '../../domain/present';
import { findIncident } from '../find-incident';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';

export interface OrderAsked {
  incidentId: string;
  /** ID of the person; never taken from what they sent. */
  by: string;
  command: ControlCommand;
  /** `close`: one of CLOSE_REASONS, optionally followed by free text after a colon. */
  reason?: string | undefined;
  /** `snooze`: ISO 8601. */
  until?: string | undefined;
}

type Deps = Pick<IngressOptions, 'incidents' | 'reader' | 'logger'> & { now: () => Date };

/** @throws Problem 400 and 404; Refused where the order does not apply; TemporalUnavailable. */
export async function order(
  asked: OrderAsked,
  deps: Deps,
): Promise<{ accepted: true; incidentId: string; command: ControlCommand }> {
  const { command, by, reason, until } = asked;
  const control: Control = present({ command, by, reason, until });
  const incident = await freshest(asked.incidentId, deps);
  const fault = checkOrder(control, incident, deps.now().getTime());
  if (fault?.kind === 'malformed') throw new Problem(400, fault.reason);
  if (fault) throw new Refused(fault.reason);
  await deps.incidents.control({ workflowId: incident.workflowId, firstRunId: incident.runId }, control);
  deps.logger.info({ incidentId: incident.id, by, command }, 'control.sent');
  return { accepted: true, incidentId: incident.id, command };
}

/** The incident's own word where a worker can give it; otherwise the last stored one. */
export async function freshest(
  id: string,
  deps: Pick<IngressOptions, 'incidents' | 'reader'>,
): Promise<Incident> {
  const stored = await findIncident(id, deps);
  try {
    return await deps.incidents.get({ workflowId: stored.workflowId, firstRunId: stored.runId });
  } catch (error) {
    if (error instanceof NoWorkerAnswer) return stored;
    throw error;
  }
}
