// Every text of a value without the secrets and personal data whose shape is known. Pure.
import { redact } from '../redaction';

/** Names, times and hashes keep as they are: they are ours. */
const OURS = new Set(['at', 'by', 'actor', 'onBehalfOf', 'planHash', 'stepId', 'id', 'since', 'deadline']);

/** A copy; members whose names are in our own vocabulary are left alone. */
export function redactedTexts<T>(value: T): T {
  // The same shape: only characters inside of texts change.
  return walk(value) as T;
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(walk);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, OURS.has(name) ? member : walk(member)]),
  );
}
