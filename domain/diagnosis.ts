// What is wrong, how sure that is, and on what evidence.
import type { DiagnosedClass, SuggestedAction } from './failure-class';

export interface Evidence {
  /** `e1`, `e2`, …: unique within the incident, cited by summaries and cards. */
  id: string;
  kind:
    | 'event'
    | 'run'
    | 'state'
    | 'notice'
    | 'history'
    | 'verification'
    | 'missing'
    | 'correlation'
    | 'memory'
    | 'model';
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

/** What one question to a model came to; its row in the ledger has the same ID. */
export interface ModelConsulted {
  callId: string;
  model: string;
  /** `diagnose@1` */
  promptVersion: string;
  tokens: number;
  /** US dollars; `null` where no price is configured. */
  costUsd: number | null;
  latencyMs: number;
  /** `used`, or why the model was not heard. */
  verdict: string;
}

export interface Diagnosis {
  class: DiagnosedClass;
  symptom: Symptom;
  /** 0..1. */
  confidence: number;
  band: ConfidenceBand;
  /** `memory`: the same failure was repaired before; `model`: only where nothing else is sure. Neither makes `high`. */
  decidedBy: 'rule' | 'provider' | 'person' | 'memory' | 'model' | 'nothing';
  ruleId?: string;
  summary: string;
  evidence: Evidence[];
  action: SuggestedAction;
  /** Candidates that lost, kept visible. */
  alternatives: { class: DiagnosedClass; ruleId: string; why: string }[];
  /** The failure's words without what differs each time; absent where it has none. Known again by it. */
  fingerprint?: string;
  /** The model that was asked, if one was. */
  model?: ModelConsulted;
  /** When the provider or source said to come back, ISO 8601 UTC. */
  retryAt?: string;
}
