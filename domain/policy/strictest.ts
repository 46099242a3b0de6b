// Several rules ask for approval: the requirement that satisfies all of them, whatever their order.
import { may, mayDecide } from '../access/role-for';
import type { Person } from '../person';
import type { ApprovalRequirement } from '../plan';
import type { PolicyApproval, PolicySubject } from './policy';

export interface Asking {
  name: string;
  why: string;
  approval: PolicyApproval;
}

export interface Strictest {
  approval: Omit<ApprovalRequirement, 'required' | 'reason'>;
  /** The rule that asks for most, or `null` when only the defaults speak. */
  decidedBy: Asking | null;
}

/**
 * Largest quorum, strongest role, and people (no agents) who have that role for this connection and belong to every
 * group that any rule names. Without a rule that asks, the defaults say who would decide.
 */
export function strictest(
  asking: Asking[],
  defaults: PolicyApproval,
  people: Person[],
  { ref, tags, requester }: Pick<PolicySubject, 'ref' | 'tags' | 'requester'>,
): Strictest {
  const all = asking.length > 0 ? asking.map(({ approval }) => approval) : [defaults];
  const quorum = Math.max(...all.map((approval) => approval.quorum));
  const role = all.some((approval) => approval.role === 'admin') ? 'admin' : 'approver';
  const groups = all.flatMap((approval) => approval.groups ?? []);
  // Four eyes: whoever asks is not among them.
  const others = people.filter((person) => mayDecide(person) && person.id !== requester);
  const approvers = others
    .filter((person) => may(person, role, ref, tags))
    .filter((person) => groups.every((group) => person.groups.includes(group)))
    .map((person) => person.id);
  return {
    approval: {
      quorum,
      approvers,
      escalateTo: [...new Set(all.flatMap((a) => a.escalateTo ?? defaults.escalateTo ?? []))].sort(),
      escalateFurther: all
        .flatMap((a) => a.escalateFurther ?? defaults.escalateFurther ?? [])
        .sort((a, b) => a.afterMs - b.afterMs),
      // Who forbids it anywhere forbids it here.
      breakGlass: [...all, defaults].some((a) => a.breakGlass === false)
        ? []
        : others.filter((person) => may(person, 'admin', ref, tags)).map((person) => person.id),
    },
    decidedBy: asking.find(({ approval }) => approval.quorum === quorum) ?? null,
  };
}
