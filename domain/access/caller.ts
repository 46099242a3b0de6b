// A person as they ask: by a token, which may allow less than the person. Pure.
import type { Person } from '../person';
import type { Grants } from './grants';

/** How somebody was recognised. */
export interface TokenSeen {
  /** `environment`: configured at the start; `api`: made through the API; `oidc`: issued by an identity provider. */
  kind: 'environment' | 'api' | 'oidc';
  /** Of tokens made through the API. */
  id?: string;
  name?: string;
  /** ISO 8601 UTC; `null` = it does not expire. */
  expiresAt: string | null;
}

export interface Caller extends Person {
  /** Every one of them must grant what the person does; empty = the token limits nothing. */
  limits: Grants[];
  token: TokenSeen;
}
