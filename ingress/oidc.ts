// Tokens of an identity provider: signed by its keys, for us, in time; the person is the one that people.yaml knows.
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { Caller } from '../domain/access/caller';
import { strongest } from '../domain/access/grants';
import { personByClaim } from '../domain/access/identity';
import type { Person, Role } from '../domain/person';
import { unauthorised, type Recogniser } from './auth';
import { ALGORITHMS, IssuerKeys } from './oidc-keys';
import type { OidcSettings } from './oidc-settings';
import { Problem } from './problem';

const LEEWAY_S = 60;
const SHAPE = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const PERSON_ID = /^[a-z0-9._@-]{1,64}$/;

const Payload = z.looseObject({ exp: z.number(), name: z.string().max(200).optional() });
type Payload = z.output<typeof Payload>;

export interface OidcDeps extends OidcSettings {
  people: readonly Person[];
  /** Roles of people who are not listed, by group. */
  oidcGroups: Readonly<Record<string, Role>>;
  now: () => Date;
}

export function oidcTokens(deps: OidcDeps): Recogniser {
  const keys = new IssuerKeys(deps.issuer, deps.now);
  return {
    async recognise(token) {
      const header = SHAPE.test(token) ? headerOf(token) : null;
      if (!header) return null;
      const algorithm = ALGORITHMS.find((one) => one === header.alg);
      if (!algorithm)
        throw refused(`it is signed with ${shown(header.alg)}; ${ALGORITHMS.join(' and ')} are taken`);
      if (header.crit !== undefined) throw refused('it demands extensions that are not known here');
      const key = await keys.find(header.kid, algorithm);
      if (!key) throw refused(`${deps.issuer} publishes no key ${shown(header.kid ?? 'without an ID')}`);
      return callerOf(verified(token, key.export({ type: 'spki', format: 'pem' }), algorithm, deps), deps);
    },
  };
}

function headerOf(token: string): jwt.JwtHeader | null {
  try {
    return jwt.decode(token, { complete: true })?.header ?? null;
  } catch {
    return null;
  }
}

/** @throws Problem 401 */
function verified(
  token: string,
  key: string | Buffer,
  algorithm: (typeof ALGORITHMS)[number],
  { issuer, audience, now }: OidcDeps,
): Payload {
  try {
    const payload = jwt.verify(token, key, {
      ...{ algorithms: [algorithm], issuer, audience, clockTolerance: LEEWAY_S },
      clockTimestamp: Math.floor(now().getTime() / 1000),
    });
    const parsed = Payload.safeParse(payload);
    if (parsed.success) return parsed.data;
  } catch (error) {
    throw refused(error instanceof Error ? error.message : String(error));
  }
  throw refused('it does not say when it ends');
}

/** @throws Problem 401, and 403 for people whom nobody has given a role */
function callerOf(payload: Payload, deps: OidcDeps): Caller {
  const claim = payload[deps.personClaim];
  if (typeof claim !== 'string' || claim.trim() === '' || claim.length > 320)
    throw refused(`its claim "${deps.personClaim}" names nobody`);
  if (deps.personClaim === 'email' && [false, 'false'].some((no) => no === payload['email_verified']))
    throw refused('its e-mail address is not verified');
  const person = personByClaim(deps.people, claim) ?? unlisted(claim, payload, deps);
  const expiresAt = new Date(payload.exp * 1000).toISOString();
  return { ...person, limits: [], token: { kind: 'oidc', expiresAt } };
}

/** @throws Problem 403 */
function unlisted(claim: string, payload: Payload, { groupsClaim, oidcGroups }: OidcDeps): Person {
  const id = claim.trim().toLowerCase();
  const groups = [payload[groupsClaim]].flat().filter((group) => typeof group === 'string');
  const role = strongest(
    groups.flatMap((group) => (Object.hasOwn(oidcGroups, group) ? (oidcGroups[group] ?? []) : [])),
  );
  if (role === null || !PERSON_ID.test(id))
    throw new Problem(
      403,
      `${shown(id)} is not in config/people.yaml, and none of their groups has a role there (oidcGroups)`,
    );
  return { id, name: payload.name ?? id, role, groups: [] };
}

function refused(why: string): Problem {
  return unauthorised(`the token is refused: ${why}`);
}

/** What a stranger wrote. */
function shown(text: unknown): string {
  return JSON.stringify(String(text).slice(0, 100));
}
