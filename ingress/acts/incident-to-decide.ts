// May this person vote so on that incident? The same answer for API and console, before the incident itself is asked.
import type { Caller } from '../../domain/access/caller';
import { weaker } from '../../domain/access/grants';
import { mayDecide, roleFor } from '../../domain/access/role-for';
import { connectionOf, type Incident } from '../../domain/incident';
import type { IngressOptions } from '../options';
import { demand, incidentFor } from '../access';
import { Problem } from '../problem';
import { mustBeGiven } from './delegation';

type Deps = Pick<IngressOptions, 'incidents' | 'reader' | 'delegations' | 'people' | 'logger'> & {
  now: () => Date;
};

/** @throws Problem 404, 403 */
export async function incidentToDecide(
  person: Caller,
  vote: { onBehalfOf?: string | undefined; breakGlass?: boolean | undefined },
  id: string,
  deps: Deps,
): Promise<Incident> {
  const { onBehalfOf, breakGlass } = vote;
  // Whoever votes for another needs that other's right, not the same right of their own.
  const incident = await incidentFor(person, onBehalfOf === undefined ? 'approver' : 'viewer', id, deps);
  if (onBehalfOf !== undefined) {
    mustVoteFreely(person, incident);
    await mustBeGiven({ onBehalfOf, by: person.id }, incident, deps);
  }
  // The workflow knows the person, not what their token is limited to.
  if (breakGlass === true) demand(person, 'admin', connectionOf(incident), incident.connection.tags);
  return incident;
}

/** Another's vote is cast by a person, with a token that keeps nothing from them that a vote of their own would need. */
function mustVoteFreely(person: Caller, incident: Incident): void {
  if (!mayDecide(person)) throw new Problem(403, `${person.id} asks as an agent: agents never approve`);
  const ref = connectionOf(incident);
  const { tags } = incident.connection;
  const own = roleFor({ ...person, limits: [] }, ref, tags);
  demand(person, weaker('approver', own) ?? 'viewer', ref, tags);
}
