// What a model is asked: redacted evidence, what the rules consider, and nothing that identifies whose data it is.
import type { DiagnosedClass } from '../failure-class';
import type { Provider } from '../connection-ref';
import type { Diagnosis, Evidence } from '../diagnosis';
import { redact } from '../redaction';
import { withoutRows } from './without-rows';

export interface ModelQuestion {
  incidentId: string;
  provider: Provider;
  /** Connector type, such as `postgres`. */
  service: string;
  /** Redacted; without values of rows unless `allowRows`. */
  evidence: Evidence[];
  /** What the rules consider, the likeliest first. */
  candidates: Candidate[];
  /** Values of rows may stand in the evidence (connections that the configuration names by tag). */
  allowRows: boolean;
}

export interface Candidate {
  class: DiagnosedClass;
  why: string;
}

const EVIDENCE_ITEMS_MAX = 12;
/** What we wrote ourselves is no evidence of this failure; memory and correlation name other incidents. */
const OWN_WORDS: readonly Evidence['kind'][] = ['memory', 'correlation', 'model'];

/** The one builder of questions: what is put into it comes out redacted. */
export function questionFor(input: {
  incidentId: string;
  provider: Provider;
  service: string;
  diagnosis: Diagnosis;
  tags: Record<string, string>;
  /** `name` or `name=value`, from the model's settings. */
  rowsAllowedTags: readonly string[];
}): ModelQuestion {
  const { incidentId, provider, service, diagnosis, tags, rowsAllowedTags } = input;
  const allowRows = rowsAllowedTags.some((tag) => hasTag(tags, tag));
  const safe = (text: string) => redact(allowRows ? text : withoutRows(text));
  const named =
    diagnosis.class === 'unknown' ? [] : [{ class: diagnosis.class, why: safe(diagnosis.summary) }];
  return {
    incidentId,
    provider,
    service: safe(service),
    evidence: diagnosis.evidence
      .filter(({ kind }) => !OWN_WORDS.includes(kind))
      .slice(0, EVIDENCE_ITEMS_MAX)
      .map((item) => ({ ...item, text: safe(item.text) })),
    candidates: [
      ...named,
      ...diagnosis.alternatives.map((other) => ({ class: other.class, why: safe(other.why) })),
    ],
    allowRows,
  };
}

/** Only a failure whose cause the rules do not see clearly is worth a question. */
export function isWorthAsking({ symptom, band }: Diagnosis): boolean {
  const unsure = band === 'none' || band === 'low';
  return unsure && (symptom === 'failed' || symptom === 'rescheduled' || symptom === 'disabled');
}

function hasTag(tags: Record<string, string>, wanted: string): boolean {
  const [name = '', value] = wanted.split('=', 2);
  const found = Object.hasOwn(tags, name) ? tags[name] : undefined;
  return found !== undefined && (value === undefined || value === found);
}
