// Which role a person has for a connection, and what nobody gives to an agent. Pure.
import { isAtLeast, type Person, type Role } from '../person';
import { grantedRole, roleSomewhere, touches, weaker, type Grants, type Tags } from './grants';
import type { Region } from './region';

/** Whoever asks: a person, or one whose token allows less. */
export type Actor = Pick<Person, 'role' | 'scopes' | 'kind'> & { limits?: readonly Grants[] };

/** Agents may read and propose; what goes beyond takes a person. */
export const AGENT_MAX: Role = 'operator';

/**
 * The strongest of the plain role and of the scopes that hold all of the region, no more than the token allows;
 * `null` = not even looking. @param region `null` = everywhere @param tags of the connection, where it is one
 */
export function roleFor(actor: Actor, region: Region | null, tags?: Tags): Role | null {
  return least(actor, (grants) => grantedRole(grants, region ?? {}, tags));
}

/** The strongest role that the person can have for any connection. */
export function roleAnywhere(actor: Actor): Role | null {
  return least(actor, roleSomewhere);
}

export function may(actor: Actor, needed: Role, region: Region | null, tags?: Tags): boolean {
  return isAtLeast(roleFor(actor, region, tags), needed);
}

/** False only when no connection of the region can be seen. */
export function maySeeSome(actor: Actor, region: Region): boolean {
  return [actor, ...(actor.limits ?? [])].every((grants) => touches(grants, region));
}

/** Whether a vote of theirs can count at all. */
export function mayDecide({ kind }: Pick<Person, 'kind'>): boolean {
  return kind !== 'agent';
}

function least(actor: Actor, roleOf: (grants: Grants) => Role | null): Role | null {
  const role = [actor, ...(actor.limits ?? [])].map(roleOf).reduce(weaker);
  return actor.kind === 'agent' ? weaker(role, AGENT_MAX) : role;
}
