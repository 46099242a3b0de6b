// Tokens that people make for themselves and their programs: never more than their maker and their owner may. Pure.
import { LIMITS } from '../limits';
import { isAtLeast, type Person, type PersonKind, type Role } from '../person';
import { present } from '../present';
import type { Caller } from './caller';
import { strongest, weaker, type Grants, type RoleScope } from './grants';
import { AGENT_MAX, mayDecide, roleAnywhere, roleFor } from './role-for';

export interface ApiToken {
  /** Public; the token itself is kept nowhere, only its hash. */
  id: string;
  /** ID of the person in whose name it acts. */
  owner: string;
  name: string;
  kind: PersonKind;
  /** The most it may do, wherever its owner may. */
  role: Role;
  /** Only there; absent = wherever its owner may. */
  scopes?: RoleScope[];
  /** What the tokens that it descends from are limited to. */
  within: Grants[];
  createdBy: string;
  /** ID of the token that it was made with; `null` = it was made with none of these. */
  madeWith: string | null;
  /** ISO 8601 UTC, as all times here. */
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  revokedBy: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
}

export interface TokenAsked {
  name: string;
  kind?: PersonKind;
  role?: Role;
  scopes?: RoleScope[];
  /** ISO 8601; absent = LIMITS.tokenLifeMsDefault from now. */
  expiresAt?: string;
}

export type TokenState = 'valid' | 'expired' | 'revoked';

/** Why a token may not be had, in words. */
export interface TokenRefusal {
  refused: string;
}

/** The token, or why this maker may not make it for this owner. */
export function newToken(
  asked: TokenAsked,
  owner: Person,
  maker: Caller,
  { id, now }: { id: string; now: Date },
): ApiToken | TokenRefusal {
  const kind = mayDecide(owner) ? (asked.kind ?? 'person') : 'agent';
  const most = kind === 'agent' ? weaker(roleAnywhere(owner), AGENT_MAX) : roleAnywhere(owner);
  const refused = notFor(owner, maker) ?? tooMuch(asked, owner.id, kind, most);
  const expiresAt = asked.expiresAt ?? new Date(now.getTime() + LIMITS.tokenLifeMsDefault).toISOString();
  const late = refused ?? outOfTime(expiresAt, now);
  if (late !== null || most === null) return { refused: late ?? `${owner.id} has no role at all` };
  return present({
    ...{ id, owner: owner.id, name: asked.name, kind, role: asked.role ?? most, scopes: asked.scopes },
    ...{ within: distinct(maker.id === owner.id ? maker.limits : []), createdBy: maker.id },
    ...{ madeWith: maker.token.id ?? null, createdAt: now.toISOString() },
    ...{ expiresAt: new Date(expiresAt).toISOString(), revokedAt: null, revokedBy: null, lastUsedAt: null },
  });
}

/** Everybody for themselves, administrators for others. */
export function tendsTokensOf(maker: Caller, owner: string): boolean {
  return maker.id === owner || roleFor(maker, null) === 'admin';
}

export function stateOf({ expiresAt, revokedAt }: ApiToken, now: Date): TokenState {
  if (revokedAt !== null) return 'revoked';
  return Date.parse(expiresAt) <= now.getTime() ? 'expired' : 'valid';
}

/** The owner as somebody who asks with this token. */
export function callerBy(owner: Person, token: ApiToken): Caller {
  const { id, name, expiresAt, kind, within } = token;
  return {
    ...owner,
    ...(kind === 'agent' ? { kind } : {}),
    limits: [...within, ownLimit(token)],
    token: { kind: 'api', id, name, expiresAt },
  };
}

function ownLimit({ role, scopes }: ApiToken): Grants {
  if (!scopes) return { role };
  return { scopes: scopes.map((scope) => ({ ...scope, role: weaker(scope.role, role) ?? scope.role })) };
}

function notFor(owner: Person, maker: Caller): string | null {
  if (!mayDecide(maker)) return `${maker.id} asks as an agent: tokens are made by people`;
  return tendsTokensOf(maker, owner.id)
    ? null
    : `${maker.id} may make tokens for themselves; for ${owner.id} it takes an administrator`;
}

function tooMuch({ role, scopes = [] }: TokenAsked, owner: string, kind: PersonKind, most: Role | null) {
  const wanted = strongest([...(role === undefined ? [] : [role]), ...scopes.map((scope) => scope.role)]);
  if (wanted === null || isAtLeast(most, wanted)) return null;
  const whose = kind === 'agent' ? `an agent of ${owner} is` : `${owner} is`;
  return `a token never gives more than its owner has: ${whose} ${most ?? 'nobody'}, not ${wanted}`;
}

function outOfTime(expiresAt: string, now: Date): string | null {
  const lifeMs = Date.parse(expiresAt) - now.getTime();
  if (lifeMs <= 0) return `"expiresAt" (${expiresAt}) lies in the past`;
  const days = LIMITS.tokenLifeMsMax / 86_400_000;
  return lifeMs > LIMITS.tokenLifeMsMax
    ? `a token lives ${days} days at most: give an earlier "expiresAt"`
    : null;
}

/** A token made with a token made with a token does not grow. */
function distinct(limits: readonly Grants[]): Grants[] {
  return [...new Map(limits.map((one) => [JSON.stringify(one), one])).values()];
}
