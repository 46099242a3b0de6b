// API tokens: making, listing and revoking them.
import { z } from 'zod';
import { LIMITS } from '../../domain/limits';
import { PERSON_KINDS, ROLES } from '../../domain/person';
import { PersonIdSchema, RoleScopeSchema } from '../../domain/person.schema';
import { present } from '../../domain/present';
import { operation } from '../operation';
import { ReasonQuery } from '../schemas/query';
import { MadeTokenAnswer, RevokedAnswer, TokensAnswer } from '../schemas/token';

/** Made by us; anything else is none. */
export const TokenId = z.string().regex(/^tok-[0-9a-f]{12}$/);

export const TokenBody = z
  .strictObject({
    name: z.string().trim().min(1, 'say what it is for').max(100),
    owner: PersonIdSchema.optional().meta({
      description: 'Absent: whoever asks. Others take an administrator.',
    }),
    kind: z
      .enum(PERSON_KINDS)
      .optional()
      .meta({ description: '`agent`: reads and proposes, never approves.' }),
    role: z.enum(ROLES).optional().meta({ description: "The most it may do; absent: its owner's role." }),
    scopes: z.array(RoleScopeSchema).min(1).max(LIMITS.tokenScopesMax).optional(),
    expiresAt: z.iso
      .datetime({ offset: true, error: 'expected an ISO 8601 time' })
      .optional()
      .meta({ description: 'Absent: in 90 days; at most in 365.' }),
  })
  .transform((body) => present(body));

export const TokenQuery = z.object({
  owner: PersonIdSchema.optional().meta({
    description: 'Absent: your own, and everybody’s for administrators.',
  }),
});

export const CREATE_TOKEN = operation({
  id: 'createToken',
  tag: 'People',
  summary: 'Makes an API token and shows it once',
  body: TokenBody,
  idempotent: true,
  answers: { 201: { description: 'Keep `token`: it is not shown again.', schema: MadeTokenAnswer } },
  problems: [404, 409],
});

export const LIST_TOKENS = operation({
  id: 'listTokens',
  tag: 'People',
  summary: 'API tokens, without what opens with them',
  query: TokenQuery,
  answers: { 200: { description: 'The newest first.', schema: TokensAnswer } },
});

export const REVOKE_TOKEN = operation({
  id: 'revokeToken',
  tag: 'People',
  summary: 'Ends an API token, everywhere within seconds',
  params: z.object({ id: TokenId }),
  query: ReasonQuery,
  answers: { 200: { description: 'It opens nothing any more.', schema: RevokedAnswer } },
  problems: [404],
});
