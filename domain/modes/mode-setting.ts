// How far Penstock may go in a part of all connections, as people set it: above what rules say, below what they forbid.
import type { RoleScope } from '../access/grants';
import type { DiagnosedClass, SuggestedAction } from '../failure-class';
import { fitsGlob } from '../glob';
import type { Mode } from '../plan';
import type { ConnectionRef } from '../connection-ref';

/** What is absent does not matter: an empty scope is everything. */
export interface ModeScope extends Pick<RoleScope, 'provider' | 'account' | 'connectionId' | 'tags'> {
  class?: DiagnosedClass;
  action?: SuggestedAction;
}

export interface ModeSetting {
  id: string;
  scope: ModeScope;
  mode: Mode;
  /** `earned`: proposed by the engine on its record and confirmed by a person; one bad effect ends it. */
  origin: 'set' | 'earned';
  /** ID of the person. */
  by: string;
  reason: string;
  /** ISO 8601 UTC. */
  since: string;
  /** `null` = until it is taken back. */
  until: string | null;
}

export interface ModeSubject {
  ref: ConnectionRef;
  tags: Record<string, string>;
  class: DiagnosedClass;
  action: SuggestedAction;
}

export function coversSubject(scope: ModeScope, { ref, tags, ...about }: ModeSubject): boolean {
  return (
    (scope.provider === undefined || scope.provider === ref.provider) &&
    (scope.account === undefined || scope.account === ref.account) &&
    (scope.connectionId === undefined || fitsGlob(scope.connectionId, ref.connectionId)) &&
    (scope.class === undefined || scope.class === about.class) &&
    (scope.action === undefined || scope.action === about.action) &&
    Object.entries(scope.tags ?? {}).every(
      ([key, value]) => tags[key]?.trim().toLowerCase() === value.trim().toLowerCase(),
    )
  );
}

/** The most specific setting in force; of equally specific ones the one that allows least. */
export function settingFor(
  settings: readonly ModeSetting[],
  subject: ModeSubject,
  at: string,
): ModeSetting | null {
  const fitting = settings.filter(
    (one) =>
      coversSubject(one.scope, subject) && (one.until === null || Date.parse(one.until) > Date.parse(at)),
  );
  return fitting.reduce<ModeSetting | null>((best, one) => {
    if (best === null) return one;
    const more = specificity(one.scope) - specificity(best.scope);
    if (more !== 0) return more > 0 ? one : best;
    return MODES.indexOf(one.mode) < MODES.indexOf(best.mode) ? one : best;
  }, null);
}

export const MODES: readonly Mode[] = ['monitor', 'recommend', 'automate'];

/** The mode that does less by itself. */
export function lower(a: Mode, b: Mode): Mode {
  return MODES.indexOf(a) <= MODES.indexOf(b) ? a : b;
}

/** A connection before its tags, tags before the account, the account before the provider; then class and action. */
function specificity({ connectionId, tags, account, provider, class: named, action }: ModeScope): number {
  const connection = connectionId === undefined ? 0 : connectionId.includes('*') ? 32 : 64;
  return (
    connection +
    (tags === undefined ? 0 : 16) +
    (account === undefined ? 0 : 8) +
    (provider === undefined ? 0 : 4) +
    (named === undefined ? 0 : 2) +
    (action === undefined ? 0 : 1)
  );
}

/** True when both are for exactly the same connections and causes, however they are written. */
export function isSameScope(one: ModeScope, other: ModeScope): boolean {
  return canonical(one) === canonical(other);
}

function canonical({ provider, account, connectionId, tags = {}, class: named, action }: ModeScope): string {
  const tagged = Object.entries(tags).map(([key, value]) => [key, value.trim().toLowerCase()].join('='));
  const parts = [provider, account, connectionId, named, action].map((part) => part ?? null);
  return JSON.stringify([...parts, tagged.sort()]);
}

/** `fivetran/prod, rate_limit, retry_with_backoff`, or `everything`. */
export function modeScopeInWords({ provider, account, connectionId, tags, ...about }: ModeScope): string {
  const place = [provider, account, connectionId].filter((part) => part !== undefined).join('/');
  const tagged = Object.entries(tags ?? {}).map(([key, value]) => `${key}=${value}`);
  const parts = [place, ...tagged, about.class ?? '', about.action ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? 'everything' : parts.join(', ');
}
