// A plan made under an older policy meets today's: it goes on unless today asks for more.
import type { SuggestedAction } from '../failure-class';
import type { Person } from '../person';
import { decide } from './decide';
import type { Circumstances } from './circumstances';
import type { PolicySet, PolicySubject } from './policy';
import type { StepKind } from '../step';

/** What a step of a running plan says of itself. */
export interface Standing {
  /** SHA-256 over the policy files that the plan was made under. */
  policyHash: string;
  about: Omit<PolicySubject, 'ref' | 'at' | 'environment' | 'earlier' | 'blastRadius' | 'record'>;
}

export interface Asked {
  standing: Standing;
  ref: PolicySubject['ref'];
  kind: StepKind;
  /** People who have approved the plan. */
  approvedBy: string[];
  /** One person has approved alone, and that still lasts. */
  bypassed?: boolean;
  /** As they are now. */
  circumstances: Circumstances;
}

/**
 * Whether a running plan has to be held against policy again. What people approved under the same policy stands; what
 * nobody approved is looked at before every write, since hours, budgets, modes and the record may say otherwise by now.
 */
export function mustAskAgain(
  { policyHash }: Standing,
  approvedBy: readonly string[],
  policyHashNow: string,
): boolean {
  return policyHash !== policyHashNow || approvedBy.length === 0;
}

/**
 * Why policy no longer allows the step as it was planned; `null` = it may happen. Pure.
 */
export function noLongerAllowed(
  { standing, ref, kind, approvedBy, bypassed = false, circumstances }: Asked,
  policy: { policies: PolicySet; people: Person[] },
): string | null {
  const { about } = standing;
  const environment = about.tags['environment'] ?? circumstances.environment;
  const today = decide({
    ...{ policies: policy.policies, people: policy.people },
    subject: { ...about, ref, ...circumstances, environment },
  });
  const forbidden: readonly (StepKind | SuggestedAction)[] = today.never;
  if (forbidden.includes(kind) || forbidden.includes(about.action))
    return `${kind} is no longer allowed here (${today.verdict.rule})`;
  if (today.mode === 'monitor') return `Penstock may only watch here now (${today.verdict.rule})`;
  const { required, quorum, approvers, reason } = today.approval;
  const approved = approvedBy.filter((person) => approvers.includes(person)).length;
  if (!required || bypassed || approved >= quorum) return null;
  return `${quorum} approvals are needed now, there are ${approved}: ${reason}`;
}
