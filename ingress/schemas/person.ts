// A person as an answer.
import { z } from 'zod';
import type { Caller } from '../../domain/access/caller';
import type { RoleScope } from '../../domain/access/grants';
import { PERSON_KINDS, ROLES } from '../../domain/person';
import { answerOf } from './answer';
import { provider, tags, time } from './plain';

const role = z.enum(ROLES);

export const RoleScopeAnswer = answerOf<RoleScope>()(
  'RoleScope',
  z.object({
    role,
    provider: provider.exactOptional(),
    account: z.string().exactOptional(),
    connectionId: z.string().exactOptional(),
    tags: tags.exactOptional(),
  }),
  'A role in a part of all connections; what is absent does not matter.',
);

/** What a person has, or a token is limited to. */
export const grants = z.object({
  role: role.exactOptional(),
  scopes: z.array(RoleScopeAnswer).exactOptional(),
});

const surface = z.string().exactOptional();

const person = {
  id: z.string(),
  name: z.string(),
  role: role.exactOptional(),
  scopes: z.array(RoleScopeAnswer).exactOptional(),
  groups: z.array(z.string()),
  kind: z.enum(PERSON_KINDS).exactOptional(),
  identities: z
    .object({
      ...{ slack: surface, teams: surface, jira: surface, servicenow: surface },
      ...{ pagerduty: surface, github: surface, email: surface },
    })
    .exactOptional(),
  timeZone: z.string().exactOptional(),
};

const token = z.object({
  kind: z.enum(['environment', 'api', 'oidc']),
  id: z.string().exactOptional(),
  name: z.string().exactOptional(),
  expiresAt: time.nullable(),
});

export const CallerAnswer = answerOf<Caller>()(
  'Caller',
  z.object({
    ...person,
    limits: z
      .array(grants)
      .meta({ description: 'Every one must grant what the person does; empty: the token limits nothing.' }),
    token,
  }),
  'A person as they ask: by a token, which may allow less than the person.',
);
