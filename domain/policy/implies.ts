// Does one rule fit wherever another does? Conservative: `true` only where that is certain.
import { fitsGlob } from '../glob';
import { isDestructive, isProviderStep } from '../step';
import type { PolicyMatch } from './policy';

/** True when every situation that fits `narrow` fits `wide` too. Pure. */
export function implies(narrow: PolicyMatch, wide: PolicyMatch): boolean {
  return (Object.keys(wide) as (keyof PolicyMatch)[]).every((field) => covers(field, narrow, wide));
}

function covers(field: keyof PolicyMatch, narrow: PolicyMatch, wide: PolicyMatch): boolean {
  if (narrow[field] === undefined) return false;
  switch (field) {
    case 'provider':
    case 'account':
    case 'class':
    case 'band':
    case 'action':
    case 'symptom':
    case 'environment':
    case 'severity':
    case 'anyStep':
    case 'onlySteps':
      return subset<string>(narrow[field] ?? [], wide[field] ?? []);
    case 'connectionId':
      return (narrow.connectionId ?? []).every((pattern) =>
        wide.connectionId?.some((other) => fitsGlob(other, pattern)),
      );
    case 'tags':
      return Object.entries(wide.tags ?? {}).every(([key, value]) => narrow.tags?.[key] === value);
    case 'afterHandoff':
    case 'destructive':
      return narrow[field] === wide[field];
    case 'recurrence':
      return (
        (narrow.recurrence?.atLeast ?? 0) >= (wide.recurrence?.atLeast ?? Infinity) &&
        (narrow.recurrence?.withinMs ?? Infinity) <= (wide.recurrence?.withinMs ?? 0)
      );
    case 'blastRadius':
      return (narrow.blastRadius?.atLeast ?? 0) >= (wide.blastRadius?.atLeast ?? Infinity);
    case 'time':
      return JSON.stringify(narrow.time) === JSON.stringify(wide.time);
  }
}

/** Why no situation can fit; `null` when one may. */
export function contradiction(match: PolicyMatch): string | null {
  const { onlySteps, anyStep, destructive, afterHandoff, band } = match;
  if (onlySteps && anyStep?.every((kind) => isProviderStep(kind) && !onlySteps.includes(kind)) === true)
    return `anyStep wants ${anyStep.join(' or ')}, which onlySteps leaves out`;
  if (destructive === true && onlySteps?.some(isDestructive) === false)
    return `destructive wants a step that destroys, and onlySteps has none (${onlySteps.join(', ')})`;
  if (destructive === false && anyStep?.every(isDestructive) === true)
    return `anyStep wants ${anyStep.join(' or ')}, which destroys; destructive says no`;
  if (afterHandoff === false && anyStep?.every((kind) => kind === 'handoff') === true)
    return 'anyStep wants a hand-off, and afterHandoff says that the plan does not begin with one';
  const unknown = match.class?.every((name) => name === 'unknown') === true;
  const mayBeRequest = match.symptom === undefined || match.symptom.includes('requested');
  if (unknown && !mayBeRequest && band?.every((one) => one !== 'none') === true)
    return `an unknown cause has the band none, not ${band.join(' or ')}`;
  return null;
}

function subset<T>(narrow: readonly T[], wide: readonly T[]): boolean {
  return narrow.every((one) => wide.includes(one));
}
