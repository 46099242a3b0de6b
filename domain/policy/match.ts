// Does a rule fit the situation? Every condition that is stated must hold.
import { fitsGlob } from '../glob';
import { isDestructive, isProviderStep } from '../step';
import type { PolicyMatch, PolicySubject } from './policy';

export function matches(match: PolicyMatch, subject: PolicySubject): boolean {
  const { ref, steps } = subject;
  const writes = steps.filter(isProviderStep);
  return (
    oneOf(match.provider, ref.provider) &&
    oneOf(match.account, ref.account) &&
    (match.connectionId === undefined ||
      match.connectionId.some((pattern) => fitsGlob(pattern, ref.connectionId))) &&
    Object.entries(match.tags ?? {}).every(([key, value]) => subject.tags[key] === value) &&
    oneOf(match.class, subject.class) &&
    oneOf(match.band, subject.band) &&
    oneOf(match.action, subject.action) &&
    oneOf(match.symptom, subject.symptom) &&
    (match.anyStep === undefined || match.anyStep.some((kind) => steps.includes(kind))) &&
    (match.onlySteps === undefined ||
      (writes.length > 0 && writes.every((kind) => oneOf(match.onlySteps, kind)))) &&
    (match.afterHandoff === undefined || match.afterHandoff === (steps[0] === 'handoff')) &&
    (match.destructive === undefined || match.destructive === steps.some(isDestructive))
  );
}

function oneOf<T>(allowed: readonly T[] | undefined, value: T): boolean {
  return allowed === undefined || allowed.includes(value);
}
