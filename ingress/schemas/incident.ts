// The incident and what belongs to it, as answers.
import { z } from 'zod';
import {
  CLOSE_REASONS,
  INCIDENT_STATUSES,
  type Bypass,
  type Incident,
  type Resolution,
  type Vote,
} from '../../domain/incident';
import { CONTROL_COMMANDS, type DecisionReceipt } from '../../domain/messages';
import { PIPELINE_EVENT_KINDS } from '../../domain/pipeline-event';
import type { PolicyVerdict } from '../../domain/plan';
import type { Verification } from '../../domain/verification';
import { answerOf } from './answer';
import { DiagnosisAnswer } from './diagnosis';
import { count, pageOf, provider, sha256, tags, time } from './plain';
import { StepAnswer } from './step';

export const mode = z.enum(['monitor', 'recommend', 'automate']);
export const severity = z.enum(['critical', 'high', 'warning', 'info']);

export const VoteAnswer = answerOf<Vote>()(
  'Vote',
  z.object({
    by: z.string(),
    decision: z.enum(['approve', 'reject']),
    at: time,
    reason: z.string().exactOptional(),
    onBehalfOf: z.string().exactOptional().meta({ description: 'Whose vote it is, where delegated.' }),
  }),
);

const bypass = answerOf<Bypass>()(
  'Bypass',
  z.object({ by: z.string(), reason: z.string(), until: time }),
  'An approval that one person gave alone; what is not begun by then needs what policy asks.',
);

export const VerificationAnswer = answerOf<Verification>()(
  'Verification',
  z.object({
    since: time,
    deadline: time,
    checks: z.array(
      z.object({
        kind: z.enum(['sync_after_action', 'moved_data', 'fresh', 'settled']),
        status: z.enum(['pending', 'passed', 'failed', 'unknowable']),
        detail: z.string(),
      }),
    ),
  }),
  'The proof that is awaited, check by check.',
);

export const ResolutionAnswer = answerOf<Resolution>()(
  'Resolution',
  z.object({
    status: z.enum(['resolved', 'closed', 'cancelled']),
    reason: z.enum([...CLOSE_REASONS, 'verified', 'rejected', 'cancelled']),
    by: z.string(),
    at: time,
    note: z.string().exactOptional(),
    proof: z.array(z.string()).exactOptional(),
  }),
  'How an incident ended; only `resolved` has proof.',
);

export const policyVerdict = z.object({
  rule: z.string(),
  version: z.string(),
  hash: sha256,
  matched: z.array(z.string()),
}) satisfies z.ZodType<PolicyVerdict>;

const plan = z.object({
  id: z.string(),
  hash: sha256,
  playbook: z.string(),
  steps: z.array(StepAnswer),
  compensation: z.array(StepAnswer),
  options: z.array(z.object({ id: z.string(), title: z.string(), consequence: z.string() })),
  policy: policyVerdict,
});

const approval = z.object({
  required: z.boolean(),
  quorum: count,
  approvers: z.array(z.string()),
  reason: z.string(),
  votes: z.array(VoteAnswer),
  breakGlass: z.array(z.string()).meta({ description: 'Who may approve alone in an emergency.' }),
  bypass: bypass.nullable(),
  expiresAt: time.nullable(),
  escalation: z.object({ at: time.nullable(), to: z.array(z.string()), done: z.boolean() }),
});

export const IncidentAnswer = answerOf<Incident>()(
  'Incident',
  z.object({
    schemaVersion: z.literal(1),
    id: z.string(),
    workflowId: z.string(),
    runId: z.string(),
    provider,
    account: z.string(),
    connection: z.object({
      ...{ id: z.string(), name: z.string(), service: z.string(), destination: z.string(), tags },
    }),
    status: z.enum(INCIDENT_STATUSES),
    flags: z.array(z.enum(['held', 'snoozed', 'suppressed', 'escalated', 'frozen', 'handoff'])),
    severity,
    mode,
    openedAt: time,
    updatedAt: time,
    events: z.object({
      count,
      last: z.object({ kind: z.enum(PIPELINE_EVENT_KINDS), at: time, message: z.string().exactOptional() }),
    }),
    diagnosis: DiagnosisAnswer.nullable(),
    plan: plan.nullable(),
    approval: approval.nullable(),
    verification: VerificationAnswer.nullable(),
    next: z.string().meta({ description: 'What the engine does next by itself, and when.' }),
    resolution: ResolutionAnswer.exactOptional(),
    availableTransitions: z.array(z.enum(['approve', 'reject', ...CONTROL_COMMANDS])),
    links: z.object({
      ...{
        temporal: z.string().nullable(),
        provider: z.string().nullable(),
        console: z.string().nullable(),
      },
    }),
  }),
  'One failure of one connection, from the first event to its proof.',
);

export const IncidentPage = pageOf(IncidentAnswer).meta({ id: 'IncidentPage' });

export const DecisionsAnswer = z
  .object({ incidentId: z.string(), planHash: sha256.nullable(), items: z.array(VoteAnswer) })
  .meta({ id: 'Decisions', description: 'The votes on the plan that `planHash` names.' });

export const ReceiptAnswer = answerOf<DecisionReceipt>()(
  'DecisionReceipt',
  z.object({
    incidentId: z.string(),
    decision: z.enum(['approve', 'reject']),
    by: z.string(),
    planHash: sha256,
    votes: count,
    quorum: count,
    verdict: z.enum(['pending', 'approved', 'rejected']),
  }),
);

export const QueuedAnswer = z
  .object({ queued: z.literal(true) })
  .meta({ id: 'Queued', description: 'No worker answered; the vote is kept and counted later.' });

export const OrderAccepted = z
  .object({ accepted: z.literal(true), incidentId: z.string(), command: z.enum(CONTROL_COMMANDS) })
  .meta({ id: 'OrderAccepted' });
