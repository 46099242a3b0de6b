// Who is asking: a bearer token stands for a person, with no more than the token allows.
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../domain/access/caller';
import { roleAnywhere } from '../domain/access/role-for';
import { isAtLeast, type Person, type Role } from '../domain/person';
import { refusalOf } from './access';
import { apiTokens, type ApiTokenDeps } from './api-tokens';
import { environmentTokens, type AccessToken } from './environment-tokens';
import { oidcTokens } from './oidc';
import type { OidcSettings } from './oidc-settings';
import { Problem } from './problem';

export type { AccessToken } from './environment-tokens';

/** One kind of token. */
export interface Recogniser {
  /** `null` = not one of this kind. @throws Problem 401 when it is, but not valid any more */
  recognise(token: string): Promise<Caller | null>;
}

export interface Auth {
  /** The person behind a token. @throws Problem 401 when nobody is; 503 when that cannot be found out now */
  identify(token: string): Promise<Caller>;
  /** Recognises the sender once; `person` answers from then on. @throws Problem as `identify` */
  authenticate(request: FastifyRequest): Promise<Caller>;
  /** The recognised sender, who has the role somewhere. @throws Problem 401, 403 */
  person(request: FastifyRequest, needed: Role): Caller;
}

export interface AuthOptions extends ApiTokenDeps {
  people: readonly Person[];
  tokens: readonly AccessToken[];
  oidc?: OidcSettings;
  oidcGroups?: Readonly<Record<string, Role>>;
}

export function createAuth(options: AuthOptions): Auth {
  const { people, tokens, oidc, oidcGroups = {}, now } = options;
  const recognisers = [
    environmentTokens(people, tokens),
    apiTokens(options),
    ...(oidc ? [oidcTokens({ ...oidc, people, oidcGroups, now })] : []),
  ];
  const senders = new WeakMap<FastifyRequest, Caller>();
  const identify = async (token: string) => {
    for (const { recognise } of recognisers) {
      const caller = await recognise(token);
      if (caller) return caller;
    }
    throw unauthorised('the token is not known here');
  };
  return {
    identify,
    async authenticate(request) {
      const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined) throw unauthorised('send "Authorization: Bearer <token>"');
      const caller = await identify(token);
      senders.set(request, caller);
      return caller;
    },
    person(request, needed) {
      const caller = senders.get(request);
      if (!caller) throw unauthorised('send "Authorization: Bearer <token>"');
      const role = roleAnywhere(caller);
      if (isAtLeast(role, needed)) return caller;
      throw new Problem(403, refusalOf(caller, needed, role));
    },
  };
}

/** What RFC 6750 wants of a refusal. */
export function unauthorised(detail: string): Problem {
  return new Problem(401, detail, { 'www-authenticate': 'Bearer realm="penstock"' });
}
