// What somebody may do where, and by which token, in lines for people.
import type { Caller } from '../../domain/access/caller';
import type { Grants, RoleScope } from '../../domain/access/grants';
import { scopeInWords } from '../../domain/brakes/brake';
import { oneLine } from './table';

/** The person first; further lines only where there is more to say than a role. */
export function rightsInWords({ id, name, role, scopes, kind, limits, token }: Caller): string[] {
  const agent = kind === 'agent' ? ', an agent: proposes, never approves' : '';
  return [
    `${id} (${oneLine(name)}), ${role ?? 'no role but by scope'}${agent}`,
    ...(scopes ?? []).map((scope) => `  ${scopeLine(scope)}`),
    ...limits.map((limit) => `limited to ${grantsInWords(limit)}`),
    ...(token.kind === 'environment'
      ? []
      : [`by ${tokenInWords(token)}${token.expiresAt === null ? '' : `, until ${token.expiresAt}`}`]),
  ];
}

/** `operator`, or `operator of fivetran/prod; viewer of lake`. */
export function grantsInWords({ role, scopes = [] }: Grants): string {
  return [...(role === undefined ? [] : [role]), ...scopes.map(scopeLine)].join('; ');
}

function scopeLine({ role, tags, ...region }: RoleScope): string {
  const tagged = Object.entries(tags ?? {}).map(([key, value]) => `${key}=${value}`);
  return oneLine(`${role} of ${[scopeInWords(region), ...tagged].join(' ')}`);
}

function tokenInWords({ kind, id, name }: Caller['token']): string {
  if (kind === 'oidc') return 'a token of the identity provider';
  return `the token ${id ?? '?'}${name === undefined ? '' : ` (${oneLine(name)})`}`;
}
