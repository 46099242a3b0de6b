// Why policy decides as it does, rule by rule, and what would change it. Pure.
import type { PolicyMatch, PolicyRule } from './policy';
import { decide, graded, type DecideInput, type PolicyDecision } from './decide';
import { mismatches, type Mismatch } from './match';

export interface RuleExplained {
  /** `default#transient-retry` */
  rule: string;
  why: string;
  fits: boolean;
  /** What does not fit; empty where the rule does. */
  mismatches: Mismatch[];
  /** What the rule would have a say in: `mode automate`, `approval of 2`. */
  says: string[];
}

export interface WouldChange {
  rule: string;
  /** The one condition that is in the way. */
  condition: Mismatch;
  /** What would be decided then: `mode automate instead of recommend`. */
  then: string[];
}

export interface PolicyExplanation {
  decision: PolicyDecision;
  rules: RuleExplained[];
  /** Rules that one condition keeps from changing the decision. */
  wouldChange: WouldChange[];
}

export function explain(input: DecideInput): PolicyExplanation {
  const { policies } = input;
  const subject = graded(policies, input.subject);
  const decision = decide(input);
  const rules = policies.files.flatMap((file) =>
    file.rules.map((rule) => ({ name: `${file.name}#${rule.id}`, rule })),
  );
  return {
    decision,
    rules: rules.map(({ name, rule }) => {
      const missing = mismatches(rule.match, subject);
      return { rule: name, why: rule.why, fits: missing.length === 0, mismatches: missing, says: says(rule) };
    }),
    wouldChange: rules.flatMap(({ name, rule }) => {
      const [condition, more] = mismatches(rule.match, subject);
      if (!condition || more) return [];
      const then = differences(decision, decide(without(input, rule, condition.field)));
      return then.length === 0 ? [] : [{ rule: name, condition, then }];
    }),
  };
}

function says({ mode, cap, severity, approval, never, limits, timings }: PolicyRule): string[] {
  return [
    ...(mode === undefined ? [] : [`mode ${mode}`]),
    ...(cap === undefined ? [] : [`at most ${cap}`]),
    ...(severity === undefined ? [] : [`severity ${severity}`]),
    ...(approval === undefined ? [] : [`approval of ${approval.quorum}`]),
    ...(never === undefined ? [] : [`never ${never.join(', ')}`]),
    ...(limits ?? []).map(({ per, atMost }) => `${atMost} automatic repairs a ${per}`),
    ...(timings === undefined ? [] : [`timings ${Object.keys(timings).join(', ')}`]),
  ];
}

/** The same policies, in which this rule no longer asks for that. */
function without(input: DecideInput, changed: PolicyRule, field: keyof PolicyMatch): DecideInput {
  const files = input.policies.files.map((file) => ({
    ...file,
    rules: file.rules.map((rule) => {
      if (rule !== changed) return rule;
      const match = { ...rule.match };
      delete match[field];
      return { ...rule, match };
    }),
  }));
  return { ...input, policies: { ...input.policies, files } };
}

/** In words, one line a difference that people feel. */
export function differences(now: PolicyDecision, then: PolicyDecision): string[] {
  const never = then.never.filter((what) => !now.never.includes(what));
  const allowed = now.never.filter((what) => !then.never.includes(what));
  return [
    ...changed('mode', now.mode, then.mode),
    ...changed('approval', asked(now), asked(then)),
    ...changed('approvers', now.approval.approvers.join(', '), then.approval.approvers.join(', ')),
    ...changed('severity', now.severity, then.severity),
    ...(never.length === 0 ? [] : [`never ${never.join(', ')}`]),
    ...(allowed.length === 0 ? [] : [`${allowed.join(', ')} no longer forbidden`]),
  ];
}

function asked({ approval }: PolicyDecision): string {
  return approval.required ? `of ${approval.quorum}` : 'not asked for';
}

function changed(what: string, now: string, then: string): string[] {
  return now === then ? [] : [`${what} ${then || 'none'} instead of ${now || 'none'}`];
}
