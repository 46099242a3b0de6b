// Which rule decides. Precedence: priority, then how many facts of the provider the rule names (facts before words),
// then how many conditions it states (the more specific), then its confidence, then file order.
import type { ConfidenceBand } from '../diagnosis';
import type { DiagnosedClass, SuggestedAction } from '../failure-class';
import { fitsGlob } from '../glob';
import type { CompiledRule, CompiledRules } from './compile';
import type { Subject } from './rule';
import { trigramsOf, type Trigrams } from './trigrams';
import { matchIn } from './words-pattern';

export interface Classification {
  class: DiagnosedClass;
  action: SuggestedAction;
  confidence: number;
  band: ConfidenceBand;
  /** `provider` when the rule looked at the provider's own verdict alone, not at words. */
  decidedBy: 'rule' | 'provider' | 'nothing';
  ruleId?: string;
  why: string;
  /** The words on which the deciding rule fired. */
  matched?: string;
  alternatives: { class: DiagnosedClass; ruleId: string; why: string }[];
}

/** Another class that fits about as well makes the answer less certain by this much. */
const DISAGREEMENT = 0.15;
/** Words of another class weigh as much as the winner's from this confidence on, whatever their priority. */
const STRONG = 0.84;
/** A fact and words that say the same make the answer more certain by this much. */
const AGREEMENT = 0.05;
const ALTERNATIVES_MAX = 3;

/** Bands: `high` may be automated where policy allows. */
export function bandOf(confidence: number): ConfidenceBand {
  if (confidence >= 0.9) return 'high';
  if (confidence >= 0.7) return 'medium';
  return confidence > 0 ? 'low' : 'none';
}

/** `unknown` where no rule fits. */
export function classify({ rules }: CompiledRules, subject: Subject): Classification {
  const trigrams = trigramsOf(subject.text);
  const fitting = rules.filter((rule) => fits(rule, subject, trigrams)).sort(precedence);
  const [winner] = fitting;
  if (!winner) {
    return {
      class: 'unknown',
      action: 'escalate',
      confidence: 0,
      band: 'none',
      decidedBy: 'nothing',
      why: 'no rule fits',
      alternatives: [],
    };
  }
  const { rule } = winner;
  const others = fitting.filter((other) => other.rule.class !== rule.class);
  const confidence = certainty(winner, fitting, others);
  const matched = winner.any && matchIn(winner.any, subject.text, trigrams);
  return {
    class: rule.class,
    action: rule.action,
    confidence,
    band: bandOf(confidence),
    decidedBy: winner.any === null && winner.all.length === 0 ? 'provider' : 'rule',
    ruleId: rule.id,
    why: rule.why,
    ...(matched ? { matched } : {}),
    alternatives: dedupe(others).map((o) => ({ class: o.rule.class, ruleId: o.rule.id, why: o.rule.why })),
  };
}

function certainty(winner: CompiledRule, fitting: CompiledRule[], others: CompiledRule[]): number {
  const { class: named, confidence } = winner.rule;
  if (others.some((other) => rivals(winner, other))) return Math.max(0.05, confidence - DISAGREEMENT);
  const same = fitting.filter(({ rule }) => rule.class === named);
  const agree =
    same.some(({ rule, any }) => any !== null && rule.confidence >= STRONG) && same.some(statesFact);
  return agree ? Math.min(0.99, confidence + AGREEMENT) : confidence;
}

/** A status or code of the provider decides alone; which end failed is no verdict. */
function statesFact({ any, rule: { when } }: CompiledRule): boolean {
  return any === null && (when.httpStatus !== undefined || when.code !== undefined);
}

/** What the provider states outright no words can put in doubt; a bare status says less than words do. */
function rivals(winner: CompiledRule, { rule, any }: CompiledRule): boolean {
  if (winner.any === null) return false;
  if (rule.priority === winner.rule.priority && rule.confidence >= winner.rule.confidence) return true;
  return any !== null && rule.confidence >= STRONG;
}

function precedence(a: CompiledRule, b: CompiledRule): number {
  return (
    b.rule.priority - a.rule.priority ||
    b.facts - a.facts ||
    b.conditions - a.conditions ||
    b.rule.confidence - a.rule.confidence
  );
}

function fits({ rule, any, all, none }: CompiledRule, subject: Subject, trigrams: Trigrams): boolean {
  const { when } = rule;
  return (
    includes(when.provider, subject.provider) &&
    includes(when.symptom, subject.symptom) &&
    includes(when.httpStatus, subject.httpStatus) &&
    includes(when.origin, subject.origin) &&
    includes(when.setup, subject.setup) &&
    includes(when.schemaChange, subject.schemaChange) &&
    (when.code === undefined || when.code.some((code) => subject.codes.includes(code))) &&
    (when.service === undefined || when.service.some((pattern) => fitsGlob(pattern, subject.service))) &&
    (any === null || matchIn(any, subject.text, trigrams) !== null) &&
    all.every((pattern) => matchIn(pattern, subject.text, trigrams) !== null) &&
    (none === null || matchIn(none, subject.text, trigrams) === null)
  );
}

function includes<T>(allowed: readonly T[] | undefined, value: T | undefined): boolean {
  return allowed === undefined || (value !== undefined && allowed.includes(value));
}

function dedupe(rules: CompiledRule[]): CompiledRule[] {
  const seen = new Set<string>();
  return rules.filter(({ rule }) => !seen.has(rule.class) && seen.add(rule.class)).slice(0, ALTERNATIVES_MAX);
}
