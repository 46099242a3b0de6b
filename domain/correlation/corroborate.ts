// Lays what was seen around a failure beside its diagnosis: cited always, and a little surer where it says the same.
import { bandOf } from '../classification/classify';
import type { Diagnosis } from '../diagnosis';
import { withEvidence } from '../evidence-list';
import { LIMITS } from '../limits';
import type { Observation } from './observation';

const SUPPORT = 0.05;
/** What happens nearby is never what makes a diagnosis `high`. */
const CONFIDENCE_MAX = 0.89;

/** Pure. What is unknown stays unknown: neighbours say where to look, not what is wrong. */
export function corroborate(diagnosis: Diagnosis, observations: readonly Observation[]): Diagnosis {
  const kept = [
    ...observations.filter(({ kind }) => kind === 'correlation'),
    ...observations.filter(({ kind }) => kind === 'missing'),
  ].slice(0, LIMITS.observationsMax);
  const cited = withEvidence(diagnosis, kept);
  const named = diagnosis.class;
  const supported = kept.some(({ supports }) => supports?.some((one) => one === named));
  if (!supported || diagnosis.confidence >= CONFIDENCE_MAX || diagnosis.band === 'high') return cited;
  const confidence = Math.round(Math.min(CONFIDENCE_MAX, diagnosis.confidence + SUPPORT) * 100) / 100;
  return { ...cited, confidence, band: bandOf(confidence) };
}
