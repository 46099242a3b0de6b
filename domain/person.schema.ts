// Shape of config/people.yaml.
import { z } from 'zod';
import type { RoleScope } from './access/grants';
import { PROVIDERS } from './connection-ref';
import { PERSON_KINDS, ROLES, isAtLeast, type IdentitySurface, type Person } from './person';
import { isZone } from './policy/time-window';
import { present } from './present';

const name = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, 'has control characters in it');

export const PersonIdSchema = z.string().regex(/^[a-z0-9._@-]{1,64}$/, 'use a-z, 0-9 and . _ @ -');

/** A role in a part of all connections; also how a token is limited. */
export const RoleScopeSchema = z
  .strictObject({
    role: z.enum(ROLES),
    provider: z.enum(PROVIDERS).optional(),
    account: name.optional(),
    connectionId: name.optional(),
    tags: z.record(name, name).optional(),
  })
  .transform((scope): RoleScope => present(scope));

const surface = name.optional();

const Identities = z
  .strictObject({
    slack: surface,
    teams: surface,
    jira: surface,
    servicenow: surface,
    pagerduty: surface,
    github: surface,
    email: surface,
  } satisfies Record<IdentitySurface, z.ZodType>)
  .transform((identities) => present(identities));

export const PersonSchema = z
  .strictObject({
    id: PersonIdSchema,
    name: z.string(),
    role: z.enum(ROLES).optional(),
    groups: z.array(z.string()).default([]),
    kind: z.enum(PERSON_KINDS).optional(),
    identities: Identities.optional(),
    timeZone: z.string().refine(isZone, 'is no IANA time zone such as Europe/Berlin').optional(),
    scopes: z.array(RoleScopeSchema).min(1).optional(),
  })
  .transform((person): Person => present(person))
  .refine(({ role, scopes }) => role !== undefined || scopes !== undefined, {
    path: ['role'],
    error: 'give a role, or scopes with roles',
  })
  .refine(
    ({ kind, role, scopes = [] }) => kind !== 'agent' || ![role, ...scopes.map((s) => s.role)].some(decides),
    {
      path: ['kind'],
      error: 'an agent reads and proposes, it never approves: give it viewer or operator',
    },
  );

function decides(role: Person['role']): boolean {
  return isAtLeast(role, 'approver');
}

export const PeopleFileSchema = z.strictObject({
  people: z.array(PersonSchema),
  /** Roles of people who are not listed, by their groups at the identity provider. */
  oidcGroups: z.record(name, z.enum(ROLES)).default({}),
});
