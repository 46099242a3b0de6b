// A plan made under an older policy meets today's: it goes on unless today asks for more.
import type { SuggestedAction } from '../failure-class';
import type { Person } from '../person';
import { decide } from './decide';
import type { PolicySet, PolicySubject } from './policy';
import type { StepKind } from '../step';

/** What a step of a running plan says of itself. */
export interface Standing {
  /** SHA-256 over the policy files that the plan was made under. */
  policyHash: string;
  about: Omit<PolicySubject, 'ref' | 'at' | 'environment' | 'earlier' | 'blastRadius'>;
}

export interface Asked {
  standing: Standing;
  ref: PolicySubject['ref'];
  kind: StepKind;
  /** People who have approved the plan. */
  approvedBy: string[];
  environment: string | null;
  /** ISO 8601 UTC. */
  now: string;
}

/**
 * Why today's policy no longer allows the step as it was planned; `null` = it may happen. The same policy is not asked
 * again: a plan keeps what was decided about it. Pure.
 */
export function noLongerAllowed(
  { standing, ref, kind, approvedBy, environment, now }: Asked,
  policy: { policies: PolicySet; people: Person[]; hash: string },
): string | null {
  if (standing.policyHash === policy.hash) return null;
  const { about } = standing;
  const subject = { ...about, ref, at: now, environment: about.tags['environment'] ?? environment };
  const today = decide({
    ...{ policies: policy.policies, people: policy.people },
    subject: { ...subject, earlier: [], blastRadius: 1 },
  });
  const forbidden: readonly (StepKind | SuggestedAction)[] = today.never;
  if (forbidden.includes(kind) || forbidden.includes(about.action))
    return `${kind} is no longer allowed here (${today.verdict.rule})`;
  if (today.mode === 'monitor') return `Penstock may only watch here now (${today.verdict.rule})`;
  const { required, quorum, approvers, reason } = today.approval;
  const approved = approvedBy.filter((person) => approvers.includes(person)).length;
  if (!required || approved >= quorum) return null;
  return `${quorum} approvals are needed now, there are ${approved}: ${reason}`;
}
