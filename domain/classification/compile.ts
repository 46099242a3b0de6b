// Rules made ready: patterns compiled once, so that a message costs microseconds.
import type { Rule } from './rule';

export interface CompiledRule {
  rule: Rule;
  any: RegExp | null;
  all: RegExp[];
  none: RegExp | null;
  /** How many kinds of fact the rule names: facts go before words. */
  facts: number;
}

export interface CompiledRules {
  rules: CompiledRule[];
}

/** A pattern that cannot be used: invalid, or able to take exponential time. */
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
  const { when } = rule;
  const { httpStatus, code, origin, symptom, service, provider } = when;
  return {
    rule,
    any: when.anyOf ? union(rule.id, when.anyOf) : null,
    all: (when.allOf ?? []).map((pattern) => compilePattern(rule.id, pattern)),
    none: when.noneOf ? union(rule.id, when.noneOf) : null,
    facts: [httpStatus, code, origin, symptom, service, provider].filter((fact) => fact !== undefined).length,
  };
}

function union(ruleId: string, patterns: string[]): RegExp {
  for (const pattern of patterns) compilePattern(ruleId, pattern);
  return new RegExp(patterns.map((pattern) => `(?:${pattern})`).join('|'), 'i');
}

/** A quantified group that itself holds an unbounded quantifier: the shape behind catastrophic backtracking. */
const NESTED_QUANTIFIER = /\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\})/;

function compilePattern(ruleId: string, pattern: string): RegExp {
  if (NESTED_QUANTIFIER.test(pattern))
    throw new InvalidPattern(ruleId, pattern, 'nests quantifiers; bound them');
  if (/\.[*+](?!\?)/.test(pattern))
    throw new InvalidPattern(ruleId, pattern, 'has an unbounded ".*"; write ".{0,80}"');
  try {
    return new RegExp(pattern, 'i');
  } catch (error) {
    throw new InvalidPattern(ruleId, pattern, error instanceof Error ? error.message : 'is invalid');
  }
}
