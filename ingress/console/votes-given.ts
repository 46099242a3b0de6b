// Whose votes somebody may cast beside their own.
import { delegationFor, type Delegation } from '../../domain/access/delegation';
import type { Caller } from '../../domain/access/caller';
import { connectionOf, type Incident } from '../../domain/incident';

/** Approvers of the plan who gave this person their vote, and have not voted. @param now ISO 8601 UTC */
export function votesGivenTo(
  { id: to }: Caller,
  incident: Incident,
  given: readonly Delegation[],
  now: string,
): string[] {
  const { approvers = [], votes = [] } = incident.approval ?? {};
  const voted = votes.map(({ by, onBehalfOf }) => onBehalfOf ?? by);
  return approvers.filter(
    (from) => !voted.includes(from) && delegationFor(given, { from, to }, connectionOf(incident), now),
  );
}
