// What earlier incidents say about this one: proof weighs more than words, and a remedy that failed twice counts against
// itself. Memory alone never makes a diagnosis `high`.
import { bandOf } from '../classification/classify';
import type { Diagnosis } from '../diagnosis';
import { withEvidence } from '../evidence-list';
import type { DiagnosedClass, SuggestedAction } from '../failure-class';
import type { PastCase } from './past-case';

export interface Recollection {
  /** The very same failure of the same connector type, newest first. */
  same: PastCase[];
  /** Failures that read alike, nearest first; shown, never decisive. */
  similar: PastCase[];
}

const SAME_SHOWN_MAX = 2;
const SIMILAR_SHOWN_MAX = 2;
/** So often without a success in between, and a remedy is no remedy for this failure. */
const FAILURES_MAX = 2;
/** One verified repair; each further one adds a little, and none makes it `high`. */
const REMEMBERED = 0.75;
const EACH_FURTHER = 0.05;
const CONFIDENCE_MAX = 0.89;
/** Low enough that a model is asked and nothing acts alone. */
const DISPROVED = 0.5;

interface Remedy {
  class: DiagnosedClass;
  action: SuggestedAction;
  verified: PastCase[];
  /** Failures since the last success. */
  failedLately: number;
}

/** Pure. Without memories the rules' diagnosis stands as it is. */
export function recollect(rules: Diagnosis, memories: Recollection, now: string): Diagnosis {
  const remedies = remediesOf(memories.same);
  const proven = remedies.find((remedy) => remedy.verified.length > 0 && !isDisproved(remedy));
  const diagnosis = weigh(rules, remedies, proven);
  return withEvidence(diagnosis, shown(memories, remedies, now));
}

function weigh(rules: Diagnosis, remedies: Remedy[], proven: Remedy | undefined): Diagnosis {
  const own = remedies.find((one) => one.class === rules.class && one.action === rules.action);
  const disproved = own !== undefined && isDisproved(own);
  if (proven && (rules.band !== 'high' || disproved)) return remembered(rules, proven);
  if (!disproved) return rules;
  const confidence = Math.min(rules.confidence, DISPROVED);
  const summary = `${rules.summary} ${rules.action} has failed ${own.failedLately} times on this failure, so it is not proposed again.`;
  return { ...rules, action: 'escalate', confidence, band: bandOf(confidence), summary };
}

function remembered(rules: Diagnosis, { class: named, action, verified }: Remedy): Diagnosis {
  const [newest] = verified;
  const confidence = Math.min(CONFIDENCE_MAX, REMEMBERED + EACH_FURTHER * (verified.length - 1));
  const { ruleId, ...rest } = rules;
  const other =
    rules.class !== named && ruleId !== undefined ? [{ class: rules.class, ruleId, why: rules.summary }] : [];
  const alternatives = [...other, ...rules.alternatives.filter((one) => one.class !== named)];
  const times = verified.length === 1 ? 'once' : `${verified.length} times`;
  return {
    ...rest,
    ...{ class: named, action, confidence: Math.round(confidence * 100) / 100, band: bandOf(confidence) },
    decidedBy: 'memory',
    summary: `The same failure was repaired by ${action} ${times}, last in ${newest?.incidentId ?? ''}, proven by the next sync.`,
    alternatives,
  };
}

function isDisproved({ failedLately }: Remedy): boolean {
  return failedLately >= FAILURES_MAX;
}

/** By class and action; the most often verified first. What passed without us teaches no remedy. */
function remediesOf(same: PastCase[]): Remedy[] {
  const remedies = new Map<string, Remedy>();
  for (const one of same) {
    if (one.steps.length === 0 || one.optionId !== undefined) continue;
    const key = `${one.class}/${one.action}`;
    const remedy = remedies.get(key) ?? {
      ...{ class: one.class, action: one.action },
      ...{ verified: [], failedLately: 0 },
    };
    if (one.verdict === 'verified') remedy.verified.push(one);
    else if (remedy.verified.length === 0) remedy.failedLately += 1;
    remedies.set(key, remedy);
  }
  return [...remedies.values()].sort((a, b) => b.verified.length - a.verified.length);
}

function shown({ same, similar }: Recollection, remedies: Remedy[], now: string) {
  const lines = [
    ...same.slice(0, SAME_SHOWN_MAX).map((one) => told(one, 'the same failure')),
    ...similar
      .slice(0, SIMILAR_SHOWN_MAX)
      .map((one) => told(one, `like this one: "${one.fingerprint.slice(0, 160)}"`)),
  ];
  const failed = remedies.filter(isDisproved);
  return [
    ...lines,
    ...failed.map((one) => `${one.action} has failed ${one.failedLately} times in a row on this failure`),
  ].map((text) => ({ kind: 'memory' as const, at: now, text }));
}

function told(one: PastCase, how: string): string {
  const { incidentId, ref, service, at, steps, verdict } = one;
  const what = one.optionId === undefined ? one.action : `the alternative ${one.optionId}`;
  const done = steps.length === 0 ? 'passed without our doing' : `${what} (${steps.join(', ')}): ${verdict}`;
  return `${incidentId} on ${at.slice(0, 10)}, ${service} of ${ref.provider}/${ref.account}, ${how}, ${one.class}; ${done}`;
}
