// Tokens that are configured at the start, known only by their hashes.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Person } from '../domain/person';
import type { Recogniser } from './auth';

export interface AccessToken {
  /** SHA-256 of the token, hex. */
  hash: string;
  personId: string;
}

/** Looks at every token whichever matches, and compares hashes, so that time tells nothing. */
export function environmentTokens(people: readonly Person[], tokens: readonly AccessToken[]): Recogniser {
  const known = tokens.flatMap(({ hash, personId }) => {
    const person = people.find((p) => p.id === personId);
    return person ? [{ hash: Buffer.from(hash, 'hex'), person }] : [];
  });
  return {
    recognise: (token) => {
      const hash = createHash('sha256').update(token).digest();
      const [match] = known.filter((k) => k.hash.length === hash.length && timingSafeEqual(k.hash, hash));
      return Promise.resolve(
        match ? { ...match.person, limits: [], token: { kind: 'environment', expiresAt: null } } : null,
      );
    },
  };
}
