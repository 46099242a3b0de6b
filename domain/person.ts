// Who may do what: people and their roles, from config/people.yaml.
import type { Grants } from './access/grants';

export const ROLES = ['viewer', 'operator', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** `agent`: a program that works for people; it may read and propose, never approve. */
export const PERSON_KINDS = ['person', 'agent'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** Systems that know people by an ID of their own. */
export const IDENTITY_SURFACES = [
  'slack',
  'teams',
  'jira',
  'servicenow',
  'pagerduty',
  'github',
  'email',
] as const;
export type IdentitySurface = (typeof IDENTITY_SURFACES)[number];

/** `role` is the role everywhere; without one a person has only what their scopes give. */
export interface Person extends Grants {
  /** Shown in audit and votes; [a-z0-9._@-]. */
  id: string;
  name: string;
  groups: string[];
  /** A person where absent. */
  kind?: PersonKind;
  identities?: Partial<Record<IdentitySurface, string>>;
  /** IANA name, `Europe/Berlin`. */
  timeZone?: string;
}

/** Roles from weakest to strongest: each may do what the ones before it may. */
export function isAtLeast(role: Role | null | undefined, needed: Role): boolean {
  return role !== null && role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
