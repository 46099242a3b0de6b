// One case beside the policy: a situation, and what must be decided in it.
import type { Person } from '../person';
import { decide, type PolicyDecision } from './decide';
import type { PolicyCase } from './policy-case.schema';
import type { PolicySet } from './policy';

export interface CaseResult {
  name: string;
  ok: boolean;
  /** One line an expectation that does not hold. */
  faults: string[];
}

/** Only what the case states is looked at. Pure. */
export function runCase(
  { name, situation, expect }: PolicyCase,
  policies: PolicySet,
  people: Person[],
): CaseResult {
  const found = decide({ policies, people, subject: situation });
  const faults = [
    ...differs('mode', expect.mode, found.mode),
    ...differs('severity', expect.severity, found.severity),
    ...differs('approvals', expect.approvals, approvalsOf(found)),
    ...differs('rule', expect.rule, found.verdict.rule),
    ...differs('never', expect.never && sorted(expect.never), sorted(found.never)),
  ];
  return { name, ok: faults.length === 0, faults };
}

function approvalsOf({ approval }: PolicyDecision): number {
  return approval.required ? approval.quorum : 0;
}

function sorted(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : [...words].sort().join(', ');
}

function differs<T>(what: string, wanted: T | undefined, found: T): string[] {
  return wanted === undefined || wanted === found
    ? []
    : [`${what}: expected ${String(wanted)}, decided ${String(found)}`];
}
