// Which connections somebody may see, as data that a store can filter by. Pure.
import { grantedRole, type Grants, type RoleScope, type Tags } from './grants';
import type { Region } from './region';
import { may, type Actor } from './role-for';

/** A part of all connections that may be seen. */
export type SeenPart = Omit<RoleScope, 'role'>;

/** A connection is seen when every list has a part that holds it; no lists = everything is. */
export type Sight = SeenPart[][];

export function sightOf(actor: Actor): Sight {
  return [actor, ...(actor.limits ?? [])].flatMap(({ role, scopes = [] }: Grants) =>
    role === undefined ? [scopes.map(({ role: _, ...part }) => part)] : [],
  );
}

/** Whether the person may look at all of the region: a connection, or a part of many. */
export function maySee(actor: Actor, region: Region | null, tags?: Tags): boolean {
  return may(actor, 'viewer', region, tags);
}

/** The same by sight alone. */
export function inSight(sight: Sight, region: Region, tags?: Tags): boolean {
  return sight.every(
    (parts) =>
      grantedRole({ scopes: parts.map((part) => ({ ...part, role: 'viewer' })) }, region, tags) !== null,
  );
}
