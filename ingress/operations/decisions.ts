// Voting on a plan, and what waits for votes.
import { z } from 'zod';
import { LIMITS } from '../../domain/limits';
import { DurationSchema } from '../../domain/duration.schema';
import { operation } from '../operation';
import { IncidentPage, QueuedAnswer, ReceiptAnswer } from '../schemas/incident';
import { ById, cursor, limit } from '../schemas/query';

/** A `by` in the body is not looked at. */
export const DecisionBody = z.object({
  decision: z.enum(['approve', 'reject']),
  reason: z.string().max(LIMITS.reasonCharsMax).optional(),
  planHash: z
    .string()
    .min(8)
    .max(128)
    .optional()
    .meta({ description: 'The plan that is decided on, or the first characters of its hash.' }),
  optionId: z.string().min(1).max(100).optional().meta({ description: 'Take this option of the plan.' }),
  onBehalfOf: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .meta({ description: 'Whose vote it is, where it was given to you (`/delegations`).' }),
  breakGlass: z
    .boolean()
    .optional()
    .meta({ description: 'Approve alone: for emergencies, by those whom policy lets, with a reason.' }),
  breakGlassFor: DurationSchema.optional().meta({
    description: 'How long that lasts, such as `2h`; an hour when absent, eight at most.',
  }),
});

export const ApprovalsQuery = z.object({ cursor, limit: limit(200) });

export const DECIDE = operation({
  id: 'decide',
  tag: 'Decisions',
  summary: 'Vote on the plan of an incident',
  description: 'The vote is the token owner’s. A plan that has changed since is refused.',
  role: 'approver',
  params: ById,
  headers: {
    'if-match': z.string().optional().meta({
      description:
        'An `ETag` of the incident or its decisions: the vote counts only for the plan of that version.',
    }),
    prefer: z
      .string()
      .optional()
      .meta({ description: '`respond-async`: when no worker answers, keep the vote instead of failing.' }),
  },
  body: DecisionBody,
  idempotent: true,
  answers: {
    200: { description: 'The vote counts.', schema: ReceiptAnswer },
    202: { description: 'The vote is kept.', schema: QueuedAnswer },
  },
  problems: [404, 409, 412],
});

export const LIST_APPROVALS = operation({
  id: 'listApprovals',
  tag: 'Decisions',
  summary: "Incidents that wait for a person's decision",
  query: ApprovalsQuery,
  answers: {
    200: { description: 'Whole incidents: a decision needs diagnosis and plan.', schema: IncidentPage },
  },
});
