// Why policy decides as it does, as an answer.
import { z } from 'zod';
import type { IncidentPolicy } from '../../domain/policy/incident-policy';
import type { Timings } from '../../domain/plan';
import { answerOf } from './answer';
import { suggestedAction } from './diagnosis';
import { mode, severity } from './incident';
import { count, sha256 } from './plain';
import { stepKind } from './step';

const ms = z.number().min(0);

const TimingsAnswer = answerOf<Timings>()(
  'Timings',
  z.object({
    ...{ approvalExpiresMs: ms, approvalEscalatesMs: ms, settleMs: ms, readBackEveryMs: ms },
    ...{ verifyWithinMs: ms, verifyAtLeastIntervals: z.number(), verifyPollMs: ms, handoffPollMs: ms },
    ...{ stuckAfterMs: ms, retryBackoffMs: ms },
  }),
);

const mismatch = z.object({
  field: z.enum([
    ...(['provider', 'account', 'connectionId', 'tags', 'class', 'band', 'action', 'symptom'] as const),
    ...(['anyStep', 'onlySteps', 'afterHandoff', 'destructive', 'environment', 'severity'] as const),
    ...(['recurrence', 'blastRadius', 'time'] as const),
  ]),
  wanted: z.string(),
  actual: z.string(),
});

export const PolicyAnswer = answerOf<IncidentPolicy>()(
  'PolicyExplanation',
  z.object({
    incidentId: z.string(),
    hash: sha256,
    planHash: sha256.nullable(),
    decision: z.object({
      mode,
      severity,
      approval: z.object({
        required: z.boolean(),
        quorum: count,
        approvers: z.array(z.string()),
        escalateTo: z.array(z.string()),
        escalateFurther: z.array(z.object({ afterMs: ms, to: z.array(z.string()) })).exactOptional(),
        breakGlass: z.array(z.string()).exactOptional(),
        reason: z.string(),
      }),
      timings: TimingsAnswer,
      never: z.array(z.union([stepKind, suggestedAction])),
      verdict: z.object({ rule: z.string(), version: z.string(), matched: z.array(z.string()) }),
    }),
    rules: z.array(
      z.object({
        rule: z.string(),
        why: z.string(),
        fits: z.boolean(),
        mismatches: z.array(mismatch),
        says: z.array(z.string()),
      }),
    ),
    wouldChange: z.array(z.object({ rule: z.string(), condition: mismatch, then: z.array(z.string()) })),
  }),
  'What the policy of today says about an incident, rule by rule, and what would change it.',
);
