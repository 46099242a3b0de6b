// POSTs that act, sent twice with the same Idempotency-Key, act once and get the same answer.
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem';

const KEY_CHARS_MAX = 200;
const REMEMBERED_MAX = 5000;
const REMEMBERED_FOR_MS = 24 * 3_600_000;

interface Remembered {
  fingerprint: string;
  answer: Promise<unknown>;
  until: number;
}

/**
 * Remembers answers in this process. Votes are safe beyond it, because the key is also the update's ID in Temporal;
 * orders (`control`) change nothing when obeyed twice, `retry` excepted.
 */
export class Idempotency {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly now: () => Date) {}

  /** Runs `act` once a key; `undefined` as key runs it always. A failed act is forgotten, so that it can be repeated. */
  async once<T>(key: string | undefined, request: FastifyRequest, act: () => Promise<T>): Promise<T> {
    if (key === undefined) return act();
    const fingerprint = fingerprintOf(request);
    const known = this.remembered.get(key);
    if (known && known.until > this.now().getTime()) {
      if (known.fingerprint !== fingerprint)
        throw new Problem(422, 'this Idempotency-Key was used for a different request');
      // Same key and same request: the answer was made by the same `act`.
      return known.answer as Promise<T>;
    }
    const answer = act();
    this.remember(key, { fingerprint, answer, until: this.now().getTime() + REMEMBERED_FOR_MS });
    answer.catch(() => this.remembered.delete(key));
    return answer;
  }

  private remember(key: string, entry: Remembered): void {
    const oldest = this.remembered.keys().next().value;
    if (this.remembered.size >= REMEMBERED_MAX && oldest !== undefined) this.remembered.delete(oldest);
    this.remembered.set(key, entry);
  }
}

/** The header as one person's key, or `undefined`. @throws Problem 400 */
export function idempotencyKey(request: FastifyRequest, personId: string): string | undefined {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !/^[\x21-\x7e]+$/.test(given) || given.length > KEY_CHARS_MAX) {
    throw new Problem(
      400,
      `Idempotency-Key must be 1 to ${KEY_CHARS_MAX} printable characters without spaces`,
    );
  }
  return `${personId}/${given}`;
}

function fingerprintOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex');
}
