// HTTP Basic, the only scheme in Fivetran's OpenAPI document. A stray second `Bearer` value changes nothing.
import { timingSafeEqual } from 'node:crypto';
import { FivetranError } from './envelope';

export interface KeyPair {
  readonly key: string;
  readonly secret: string;
}

export function requireBasic(header: string | undefined, accepted: readonly KeyPair[]): void {
  const sent = /^Basic +([A-Za-z0-9+/=]+)/i.exec(header ?? '')?.[1];
  const actual = Buffer.from(sent ?? '', 'base64');
  const fits = accepted.some(({ key, secret }) => {
    const expected = Buffer.from(`${key}:${secret}`);
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  });
  if (fits) return;
  throw new FivetranError(401, 'AuthFailed', 'Missing authorization header or invalid credentials');
}
