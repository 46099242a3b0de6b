// Votes that are given to others for a time.
import { z } from 'zod';
import { PROVIDERS } from '../../domain/connection-ref';
import { LIMITS } from '../../domain/limits';
import { present } from '../../domain/present';
import { operation } from '../operation';
import { ReasonQuery } from '../schemas/query';
import { DelegationAnswer, DelegationEnded, DelegationsAnswer } from '../schemas/delegation';

const personId = z.string().min(1).max(64);

export const DelegationBody = z.object({
  to: personId.meta({ description: 'Who votes instead.' }),
  from: personId
    .optional()
    .meta({ description: 'Whose vote it is; absent: the owner of the token. Others’ need the role admin.' }),
  scope: z
    .strictObject({
      provider: z.enum(PROVIDERS).optional(),
      account: z.string().min(1).max(100).optional(),
      connectionId: z.string().min(1).max(300).optional(),
    })
    .transform((scope) => present(scope))
    .prefault({}),
  reason: z.string().min(1, 'say why: everybody will ask').max(LIMITS.reasonCharsMax),
  until: z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time' }),
});

export const LIST_DELEGATIONS = operation({
  id: 'listDelegations',
  tag: 'Decisions',
  summary: 'Votes that are given to others now',
  answers: { 200: { description: 'Those that last.', schema: DelegationsAnswer } },
});

export const DELEGATE = operation({
  id: 'delegate',
  tag: 'Decisions',
  summary: 'Give your vote to somebody for a time',
  role: 'approver',
  body: DelegationBody,
  idempotent: true,
  answers: { 201: { description: 'It is given.', schema: DelegationAnswer } },
});

export const END_DELEGATION = operation({
  id: 'endDelegation',
  tag: 'Decisions',
  summary: 'Take a vote back',
  role: 'approver',
  params: z.object({ id: z.string().min(1).max(500) }),
  query: ReasonQuery,
  answers: { 200: { description: 'It is taken back.', schema: DelegationEnded } },
  problems: [404],
});
