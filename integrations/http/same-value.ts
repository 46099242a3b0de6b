// Compares settings as Fivetran hands them back: order of keys means nothing, and numbers may come back as text.
import { createHash } from 'node:crypto';
import type { Json } from '../../domain/json';

/** Absent and `null` are one: Fivetran leaves out what is not set. */
export function sameValue(left: Json | undefined, right: Json | undefined): boolean {
  const [a, b] = [left ?? null, right ?? null];
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, at) => sameValue(item, b[at]));
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => sameValue(own(a, key), own(b, key)));
  }
  // `5` and `"5"`, `true` and `"true"`, but never nothing and `"null"`.
  return isScalar(a) && isScalar(b) ? String(a) === String(b) : a === b;
}

/** 16 hex digits that change whenever the value does. */
export function markOf(value: Json): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 16);
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(own(value, key) ?? null)}`).join(',')}}`;
}

type JsonObject = { [key: string]: Json };

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only what the object has itself: a setting called `constructor` is a setting. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isScalar(value: Json): value is string | number | boolean {
  return value !== null && typeof value !== 'object';
}
