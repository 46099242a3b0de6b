// What is wrong, how sure that is, and on what evidence.
import type { DiagnosedClass, SuggestedAction } from './failure-class';

export interface Evidence {
  /** `e1`, `e2`, …: unique within the incident, cited by summaries and cards. */
  id: string;
  kind: 'event' | 'run' | 'state' | 'notice' | 'history' | 'verification' | 'missing';
  /** ISO 8601 UTC. */
  at: string;
  /** Redacted and shortened. */
  text: string;
}

/** `high` = may be automated where policy allows; `low` and `none` never. */
export type ConfidenceBand = 'high' | 'medium' | 'low' | 'none';

/** What is seen from outside, before any cause is named. */
export const SYMPTOMS = [
  'failed',
  'stuck',
  'moved_nothing',
  'rescheduled',
  'disabled',
  'recovered',
  /** No sync ended when one was due, and nothing says why. */
  'late',
  /** Nothing is wrong: a person asks for a change. */
  'requested',
] as const;
export type Symptom = (typeof SYMPTOMS)[number];

export interface Diagnosis {
  class: DiagnosedClass;
  symptom: Symptom;
  /** 0..1. */
  confidence: number;
  band: ConfidenceBand;
  decidedBy: 'rule' | 'provider' | 'person' | 'nothing';
  ruleId?: string;
  summary: string;
  evidence: Evidence[];
  action: SuggestedAction;
  /** Candidates that lost, kept visible. */
  alternatives: { class: DiagnosedClass; ruleId: string; why: string }[];
  /** When the provider or source said to come back, ISO 8601 UTC. */
  retryAt?: string;
}
