// Is one decision stricter than another, looser, or neither? What runs may only ever become stricter.
import { lower } from '../modes/mode-setting';
import type { PolicyDecision } from './decide';

export type Strictness = 'same' | 'stricter' | 'looser' | 'mixed';

/** From `before` to `after`, over mode, approval and what is forbidden. Pure. */
export function strictness(before: PolicyDecision, after: PolicyDecision): Strictness {
  const stricter = tighter(before, after);
  const looser = tighter(after, before);
  if (stricter && looser) return 'mixed';
  return stricter ? 'stricter' : looser ? 'looser' : 'same';
}

/** Anything in which `after` allows less than `before`. */
function tighter(before: PolicyDecision, after: PolicyDecision): boolean {
  const { approval: was } = before;
  const { approval: is } = after;
  return (
    (after.mode !== before.mode && lower(after.mode, before.mode) === after.mode) ||
    (is.required && !was.required) ||
    (is.required && was.required && is.quorum > was.quorum) ||
    (is.required && was.required && was.approvers.some((person) => !is.approvers.includes(person))) ||
    after.never.some((what) => !before.never.includes(what))
  );
}
