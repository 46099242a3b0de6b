// Rules made ready: patterns compiled once, so that a message costs microseconds.
import { faultOf } from './pattern-fault';
import type { Rule } from './rule';
import { wordsPattern, type WordsPattern } from './words-pattern';

export interface CompiledRule {
  rule: Rule;
  any: WordsPattern | null;
  all: WordsPattern[];
  none: WordsPattern | null;
  /** How many kinds of fact the rule names: facts go before words. */
  facts: number;
  /** How many conditions the rule states in all: the more specific goes first. */
  conditions: number;
}

export interface CompiledRules {
  rules: CompiledRule[];
}

/** A pattern that cannot be used: invalid, or able to take too long. */
export class InvalidPattern extends Error {
  constructor(
    readonly ruleId: string,
    readonly pattern: string,
    why: string,
  ) {
    super(`rule ${ruleId}: pattern /${pattern}/ ${why}`);
  }
}

/** @throws InvalidPattern */
export function compileRules(rules: Rule[]): CompiledRules {
  return { rules: rules.map(compileRule) };
}

function compileRule(rule: Rule): CompiledRule {
  const { anyOf, allOf, noneOf, ...facts } = rule.when;
  for (const pattern of [...(anyOf ?? []), ...(allOf ?? []), ...(noneOf ?? [])]) {
    const why = faultOf(pattern);
    if (why !== null) throw new InvalidPattern(rule.id, pattern, why);
  }
  const named = Object.values(facts).filter((fact) => fact !== undefined).length;
  return {
    rule,
    any: anyOf ? wordsPattern(anyOf) : null,
    all: (allOf ?? []).map((pattern) => wordsPattern([pattern])),
    none: noneOf ? wordsPattern(noneOf) : null,
    facts: named,
    conditions: named + (anyOf ? 1 : 0) + (allOf?.length ?? 0) + (noneOf ? 1 : 0),
  };
}
