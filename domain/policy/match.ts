// Does a rule fit the situation? Every condition that is stated must hold.
import { isDestructive, isProviderStep } from '../step';
import type { PolicyMatch, PolicySubject } from './policy';

export function matches(match: PolicyMatch, subject: PolicySubject): boolean {
  const { ref, steps } = subject;
  const writes = steps.filter(isProviderStep);
  return (
    oneOf(match.provider, ref.provider) &&
    oneOf(match.account, ref.account) &&
    (match.connectionId === undefined ||
      match.connectionId.some((pattern) => fits(pattern, ref.connectionId))) &&
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

/** `*` stands for any characters; linear in the length of the text. */
function fits(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (!text.startsWith(head)) return false;
  const tail = rest.pop();
  if (tail === undefined) return text === pattern;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - at >= tail.length && text.endsWith(tail);
}
