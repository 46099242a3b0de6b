// Compares secrets without telling by the time taken how much of them was right.
import { createHash, timingSafeEqual } from 'node:crypto';

/** Hashing first makes both sides equally long, so not even the length leaks. */
export function equalInConstantTime(left: Uint8Array | string, right: Uint8Array | string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

/** True when one of `secrets` equals the value; looks at all of them whichever matches. */
export function matchesOneOf(value: string, secrets: readonly string[]): boolean {
  return secrets.map((secret) => secret !== '' && equalInConstantTime(value, secret)).includes(true);
}

function digest(value: Uint8Array | string): Buffer {
  return createHash('sha256').update(value).digest();
}
