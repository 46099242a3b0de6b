// Who is asking: a bearer token, known only by its hash, stands for a person with a role.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { hasRole, type Person, type Role } from '../domain/person';
import { Problem } from './problem';

export interface AccessToken {
  /** SHA-256 of the token, hex. */
  hash: string;
  personId: string;
}

export interface Auth {
  /** The person asking. @throws Problem 401 without a valid token, 403 without the role. */
  person(request: FastifyRequest, needed: Role): Person;
}

/** Looks at every token whichever matches, and compares hashes, so that time tells nothing. */
export function createAuth(people: readonly Person[], tokens: readonly AccessToken[]): Auth {
  const known = tokens.flatMap(({ hash, personId }) => {
    const person = people.find((p) => p.id === personId);
    return person ? [{ hash: Buffer.from(hash, 'hex'), person }] : [];
  });
  return {
    person(request, needed) {
      const person = personOf(request, known);
      if (hasRole(person, needed)) return person;
      throw new Problem(
        403,
        `${person.id} is ${person.role}; this needs the role ${needed} (config/people.yaml)`,
      );
    },
  };
}

function personOf(request: FastifyRequest, known: { hash: Buffer; person: Person }[]): Person {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw unauthorised('send "Authorization: Bearer <token>"');
  const hash = createHash('sha256').update(token).digest();
  const [match] = known.filter((k) => k.hash.length === hash.length && timingSafeEqual(k.hash, hash));
  if (!match) throw unauthorised('the token is not known here');
  return match.person;
}

function unauthorised(detail: string): Problem {
  return new Problem(401, detail, { 'www-authenticate': 'Bearer realm="penstock"' });
}
