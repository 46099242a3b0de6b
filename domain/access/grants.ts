// What is granted: a role everywhere, and roles in parts. Pure.
import { contains, mayMeet, type Region } from './region';
import { ROLES, type Role } from '../person';

/** A role in a part of all connections. */
export interface RoleScope extends Region {
  role: Role;
  /** The connection has all of them; values are compared without regard to case. */
  tags?: Record<string, string>;
}

export interface Grants {
  role?: Role;
  scopes?: RoleScope[];
}

/** Tags of a connection; `undefined` where more than one connection is meant. */
export type Tags = Record<string, string> | undefined;

/** The strongest role that is granted for all of the region; `null` = none. */
export function grantedRole(grants: Grants, region: Region, tags?: Tags): Role | null {
  const fitting = (grants.scopes ?? []).filter((scope) => contains(scope, region) && hasTags(scope, tags));
  return strongest([...(grants.role === undefined ? [] : [grants.role]), ...fitting.map(({ role }) => role)]);
}

/** The strongest role that is granted anywhere; `null` = none. */
export function roleSomewhere({ role, scopes = [] }: Grants): Role | null {
  return strongest([...(role === undefined ? [] : [role]), ...scopes.map((scope) => scope.role)]);
}

/** False only when nothing is granted for any connection of the region. */
export function touches({ role, scopes = [] }: Grants, region: Region): boolean {
  return role !== undefined || scopes.some((scope) => mayMeet(scope, region));
}

export function strongest(roles: readonly Role[]): Role | null {
  return roles.reduce<Role | null>((best, role) => (rank(role) > rank(best) ? role : best), null);
}

export function weaker(a: Role | null, b: Role | null): Role | null {
  return rank(a) <= rank(b) ? a : b;
}

function rank(role: Role | null): number {
  return role === null ? -1 : ROLES.indexOf(role);
}

function hasTags({ tags }: RoleScope, actual: Tags): boolean {
  return Object.entries(tags ?? {}).every(
    ([key, value]) =>
      actual !== undefined && Object.hasOwn(actual, key) && plain(actual[key]) === plain(value),
  );
}

function plain(text: string | undefined): string | undefined {
  return text?.trim().toLowerCase();
}
