// API tokens as answers; the token itself only when it is made.
import { z } from 'zod';
import type { ApiToken, TokenState } from '../../domain/access/api-token';
import { PERSON_KINDS, ROLES } from '../../domain/person';
import { answerOf } from './answer';
import { RoleScopeAnswer, grants } from './person';
import { time } from './plain';

const STATES = ['valid', 'expired', 'revoked'] as const satisfies TokenState[];

const token = {
  id: z.string(),
  owner: z.string(),
  name: z.string(),
  kind: z.enum(PERSON_KINDS),
  role: z.enum(ROLES).meta({ description: 'The most it may do, wherever its owner may.' }),
  scopes: z
    .array(RoleScopeAnswer)
    .exactOptional()
    .meta({ description: 'Only there; absent: wherever its owner may.' }),
  within: z.array(grants).meta({ description: 'What the tokens that it was made with are limited to.' }),
  createdBy: z.string(),
  madeWith: z.string().nullable().meta({ description: 'ID of the token that it was made with.' }),
  createdAt: time,
  expiresAt: time,
  revokedAt: time.nullable(),
  revokedBy: z.string().nullable(),
  lastUsedAt: time.nullable().meta({ description: 'To the minute.' }),
};

/** As lists show it. */
export type ListedToken = ApiToken & { state: TokenState };

/** `token` is null when the request was a repeat: it has been shown once. */
export type MadeToken = ListedToken & { token: string | null };

const listed = answerOf<ListedToken>()('ApiToken', z.object({ ...token, state: z.enum(STATES) }));

export const TokensAnswer = z.object({ items: z.array(listed) }).meta({ id: 'ApiTokens' });

export const MadeTokenAnswer = answerOf<MadeToken>()(
  'MadeApiToken',
  z.object({
    ...{ ...token, state: z.enum(STATES) },
    token: z.string().nullable().meta({
      description:
        'Shown once; null in the answer to a repeat with the same Idempotency-Key: revoke that token and make another.',
    }),
  }),
);

export const RevokedAnswer = z
  .object({ revoked: z.literal(true), id: z.string() })
  .meta({ id: 'ApiTokenRevoked' });
