// Giving one's vote to another for a time, and using one that was given.
import { randomUUID } from 'node:crypto';
import { delegationFor, type Delegation } from '../../domain/access/delegation';
import { mayDecide } from '../../domain/access/role-for';
import { connectionOf, type Incident } from '../../domain/incident';
import { LIMITS } from '../../domain/limits';
import { scopeInWords } from '../../domain/brakes/brake';
import { present } from '../../domain/present';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';

const DAY_MS = 24 * 3_600_000;

type Deps = Pick<IngressOptions, 'delegations' | 'people' | 'logger'> & { now: () => Date };

/** @throws Problem 400 when it cannot be given so */
export async function delegate(
  asked: Omit<Delegation, 'id' | 'since'> & { by: string },
  deps: Deps,
): Promise<Delegation> {
  const now = deps.now();
  const { by, ...wanted } = asked;
  const until = new Date(asked.until).toISOString();
  const lastsMs = Date.parse(until) - now.getTime();
  if (lastsMs <= 0) throw new Problem(400, `"until" (${until}) lies in the past`);
  if (lastsMs > LIMITS.delegationMsMax)
    throw new Problem(400, `a vote is given for ${LIMITS.delegationMsMax / DAY_MS} days at most`);
  if (asked.from === asked.to) throw new Problem(400, 'nobody gives their vote to themselves');
  const to = deps.people.find(({ id }) => id === asked.to);
  if (!to) throw new Problem(400, `nobody is called ${asked.to} (config/people.yaml)`);
  if (!mayDecide(to)) throw new Problem(400, `${asked.to} is an agent: agents never approve`);
  const id = `delegation-${randomUUID().slice(0, 8)}`;
  const delegation: Delegation = { ...wanted, id, since: now.toISOString(), until };
  await deps.delegations.delegate(delegation, audited(delegation, by, 'vote.delegated', now));
  deps.logger.info({ from: asked.from, to: asked.to, until, by }, 'vote.delegated');
  return delegation;
}

/** False when it has ended already. */
export async function endDelegation(
  delegation: Delegation,
  by: string,
  deps: Deps,
  why?: string,
): Promise<boolean> {
  const now = deps.now();
  const action = 'vote.delegation_ended';
  return deps.delegations.endDelegation(
    delegation.id,
    now.toISOString(),
    audited(delegation, by, action, now, why),
  );
}

/** @throws Problem 403 when the vote was not given, or no longer is */
export async function mustBeGiven(
  vote: { onBehalfOf: string; by: string },
  incident: Incident,
  deps: Deps,
): Promise<void> {
  const now = deps.now().toISOString();
  const given = await deps.delegations.delegations(now);
  const parties = { from: vote.onBehalfOf, to: vote.by };
  if (delegationFor(given, parties, connectionOf(incident), now)) return;
  throw new Problem(403, `${vote.onBehalfOf} has not given their vote to ${vote.by} here`);
}

/** It belongs to no incident; the audit record keeps it under its own ID. */
function audited(delegation: Delegation, by: string, action: string, at: Date, why?: string) {
  const { id, from, to, scope, reason, until } = delegation;
  return {
    ...{ key: `${id}/${action}`, at: at.toISOString(), incidentId: id, actor: by, action },
    details: { from, to, scope: scopeInWords(scope), reason, until, ...present({ why }) },
  };
}
