// Diagnosis and evidence as answers.
import { z } from 'zod';
import { SYMPTOMS, type Diagnosis, type Evidence } from '../../domain/diagnosis';
import { FAILURE_CLASSES, SUGGESTED_ACTIONS } from '../../domain/failure-class';
import { answerOf } from './answer';
import { count, time } from './plain';

export const diagnosedClass = z.enum([...FAILURE_CLASSES, 'unknown']);
export const suggestedAction = z.enum(SUGGESTED_ACTIONS);
export const symptom = z.enum(SYMPTOMS);
export const band = z.enum(['high', 'medium', 'low', 'none']);

const EVIDENCE_KINDS = [
  ...(['event', 'run', 'state', 'notice', 'history'] as const),
  ...(['verification', 'missing', 'correlation', 'memory', 'model'] as const),
];

export const EvidenceAnswer = answerOf<Evidence>()(
  'Evidence',
  z.object({ id: z.string(), kind: z.enum(EVIDENCE_KINDS), at: time, text: z.string() }),
  'One fact a diagnosis rests on; its text is redacted and shortened.',
);

const model = z.object({
  callId: z.string(),
  model: z.string(),
  promptVersion: z.string(),
  tokens: count,
  costUsd: z.number().nullable(),
  latencyMs: z.number(),
  verdict: z.string(),
});

export const DiagnosisAnswer = answerOf<Diagnosis>()(
  'Diagnosis',
  z.object({
    class: diagnosedClass,
    symptom,
    confidence: z.number().min(0).max(1),
    band,
    decidedBy: z.enum(['rule', 'provider', 'person', 'memory', 'model', 'nothing']),
    ruleId: z.string().exactOptional(),
    summary: z.string(),
    evidence: z.array(EvidenceAnswer),
    action: suggestedAction,
    alternatives: z.array(z.object({ class: diagnosedClass, ruleId: z.string(), why: z.string() })),
    fingerprint: z.string().exactOptional(),
    model: model.exactOptional(),
    retryAt: time.exactOptional(),
  }),
  'What is wrong, how sure that is, and on what evidence.',
);
