// Who may do what: people and their roles, from config/people.yaml.
export const ROLES = ['viewer', 'operator', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Person {
  /** Shown in audit and votes; [a-z0-9._@-]. */
  id: string;
  name: string;
  role: Role;
  groups: string[];
}

/** Roles from weakest to strongest: each may do what the ones before it may. */
export function hasRole(person: Pick<Person, 'role'>, needed: Role): boolean {
  return ROLES.indexOf(person.role) >= ROLES.indexOf(needed);
}
