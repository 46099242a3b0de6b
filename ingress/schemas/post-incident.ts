// The post-incident report as an answer.
import { z } from 'zod';
import { INCIDENT_STATUSES } from '../../domain/incident';
import type { Moment, PostIncidentReport } from '../../domain/report/post-incident';
import type { TimelineEntry } from '../../domain/report/timeline-words';
import { answerOf } from './answer';
import { DiagnosisAnswer } from './diagnosis';
import { ResolutionAnswer, VerificationAnswer, mode, policyVerdict, severity } from './incident';
import { count, provider, sha256, time } from './plain';

const moment = answerOf<Moment>()(
  'Moment',
  z.object({ at: time, afterMs: z.number().meta({ description: 'Milliseconds after detection.' }) }),
  'When something came; null where it did not come to that.',
).nullable();

const { shape: diagnosis } = DiagnosisAnswer;

const decision = z.object({
  planHash: sha256.nullable(),
  playbook: z.string().nullable(),
  policy: policyVerdict.nullable(),
  quorum: count.meta({ description: 'Approvals that policy asked for; 0 = it needed nobody.' }),
  why: z.string().nullable(),
  taken: z.array(
    z.object({
      by: z.string(),
      decision: z.enum(['approve', 'reject', 'break_glass']),
      at: time,
      planHash: sha256.nullable(),
      reason: z.string().nullable(),
      onBehalfOf: z.string().nullable(),
    }),
  ),
});

const effect = z.object({
  stepId: z.string(),
  kind: z.string(),
  target: z.string(),
  status: z.enum(['applied', 'not_applied', 'unknown', 'compensated', 'blocked', 'skipped']),
  attempts: count,
  at: time,
  proof: z.string().nullable().meta({ description: 'Read back from the provider; or why nothing was done.' }),
});

const entry = answerOf<TimelineEntry>()(
  'TimelineEntry',
  z.object({ seq: count, at: time, actor: z.string(), action: z.string(), text: z.string() }),
);

export const PostIncidentAnswer = answerOf<PostIncidentReport>()(
  'PostIncidentReport',
  z.object({
    incidentId: z.string(),
    connection: z.object({
      ...{ provider, account: z.string(), id: z.string(), name: z.string() },
      ...{ service: z.string(), destination: z.string() },
    }),
    ...{ status: z.enum(INCIDENT_STATUSES), severity, mode },
    times: z.object({
      ...{ detected: moment, diagnosed: moment, decided: moment, acted: moment, verified: moment },
    }),
    diagnosis: z.object({
      class: diagnosis.class,
      confidence: diagnosis.confidence,
      band: diagnosis.band,
      decidedBy: diagnosis.decidedBy,
      summary: z.string(),
      action: diagnosis.action,
      alternatives: diagnosis.alternatives,
      ruleId: z.string().nullable(),
      evidence: diagnosis.evidence,
    }),
    decision,
    effects: z.array(effect).meta({ description: 'What was done at the provider, every plan.' }),
    verification: VerificationAnswer.nullable(),
    resolution: ResolutionAnswer.nullable(),
    learned: z.array(z.string()),
    timeline: z.array(entry),
    links: z.object({
      ...{ temporal: z.string().nullable(), provider: z.string().nullable() },
      ...{ console: z.string().nullable() },
    }),
    record: z.object({
      rows: count,
      firstSeq: count.nullable(),
      lastSeq: count.nullable(),
      lastHash: sha256.nullable(),
    }),
  }),
  'One incident told after the fact, from its record.',
);
