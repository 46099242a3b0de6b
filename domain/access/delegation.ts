// A vote that somebody has given to another for a time: holidays, nights, illness. Pure.
import { contains, type Region } from './region';

export interface Delegation {
  id: string;
  /** ID of the approver. */
  from: string;
  /** ID of whoever votes in their place. */
  to: string;
  /** An empty region is everything. */
  scope: Region;
  reason: string;
  /** ISO 8601 UTC. */
  since: string;
  until: string;
}

/** The delegation by which `to` may vote for `from` here and now, or `null`. Delegated votes are not passed on. */
export function delegationFor(
  delegations: readonly Delegation[],
  { from, to }: Pick<Delegation, 'from' | 'to'>,
  region: Region,
  now: string,
): Delegation | null {
  return (
    delegations.find(
      (one) => one.from === from && one.to === to && contains(one.scope, region) && lasts(one, now),
    ) ?? null
  );
}

export function lasts({ since, until }: Delegation, now: string): boolean {
  const at = Date.parse(now);
  return Date.parse(since) <= at && at < Date.parse(until);
}
