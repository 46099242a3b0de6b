// Which rule decides. Precedence: priority, then how many facts of the provider the rule names (facts before words),
// then how many conditions it states (the more specific), then its confidence, then file order.
import type { ConfidenceBand } from '../diagnosis';
import type { DiagnosedClass, SuggestedAction } from '../failure-class';
import { fitsGlob } from '../glob';
import type { CompiledRule, CompiledRules } from './compile';
import type { Subject } from './rule';

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

/** Another class that fits equally well makes the answer less certain by this much. */
const DISAGREEMENT = 0.15;
const ALTERNATIVES_MAX = 3;

/** Bands: `high` may be automated where policy allows. */
export function bandOf(confidence: number): ConfidenceBand {
  if (confidence >= 0.9) return 'high';
  if (confidence >= 0.7) return 'medium';
  return confidence > 0 ? 'low' : 'none';
}

/** `unknown` where no rule fits. */
export function classify({ rules }: CompiledRules, subject: Subject): Classification {
  const fitting = rules.filter((rule) => fits(rule, subject)).sort(precedence);
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
  const rival = others.some((o) => o.rule.priority === rule.priority && o.rule.confidence >= rule.confidence);
  const confidence = Math.max(0.05, rule.confidence - (rival ? DISAGREEMENT : 0));
  const matched = winner.any?.exec(subject.text)?.[0];
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

function precedence(a: CompiledRule, b: CompiledRule): number {
  return (
    b.rule.priority - a.rule.priority ||
    b.facts - a.facts ||
    b.conditions - a.conditions ||
    b.rule.confidence - a.rule.confidence
  );
}

function fits({ rule, any, all, none }: CompiledRule, subject: Subject): boolean {
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
    (any === null || any.test(subject.text)) &&
    all.every((pattern) => pattern.test(subject.text)) &&
    !(none?.test(subject.text) ?? false)
  );
}

function includes<T>(allowed: readonly T[] | undefined, value: T | undefined): boolean {
  return allowed === undefined || (value !== undefined && allowed.includes(value));
}

function dedupe(rules: CompiledRule[]): CompiledRule[] {
  const seen = new Set<string>();
  return rules.filter(({ rule }) => !seen.has(rule.class) && seen.add(rule.class)).slice(0, ALTERNATIVES_MAX);
}
