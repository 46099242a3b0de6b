// A vote from a chat or a ticket: the role for the connection first, then the same vote as from anywhere else.
import { Refused } from '../../client/incident-door';
import { may, roleFor } from '../../domain/access/role-for';
import { connectionOf, type Incident } from '../../domain/incident';
import type { DecisionReceipt } from '../../domain/messages';
import type { Person, Role } from '../../domain/person';
import { decide, type DecisionAsked } from '../acts/decide';
import type { SurfaceDeps } from './deps';

/** A vote is left as a signal when no worker answers within this: Slack waits three seconds in all, others hardly more. */
const WORKER_WAIT_MS = 1500;

/** `key`: the same key is the same vote. */
export type SurfaceVote = Pick<DecisionAsked, 'decision' | 'planHash' | 'optionId' | 'reason'> & {
  key: string;
};

/** @throws Refused; Problem 404; TemporalUnavailable */
export async function castVote(
  incident: Incident,
  vote: SurfaceVote,
  person: Person,
  deps: SurfaceDeps,
): Promise<DecisionReceipt | { queued: true }> {
  needs(person, 'approver', incident);
  const asked = { incidentId: incident.id, by: person.id, ...vote };
  return decide({ ...asked, orQueue: true, workerTimeoutMs: WORKER_WAIT_MS }, deps);
}

/** @throws Refused */
export function needs(person: Person, role: Role, incident: Incident): void {
  const ref = connectionOf(incident);
  if (may(person, role, ref, incident.connection.tags)) return;
  const has = roleFor(person, ref, incident.connection.tags) ?? 'nobody';
  throw new Refused(`${person.id} is ${has} here; this needs the role ${role} (config/people.yaml)`);
}
