// A part of all connections: everything, an account, connections by pattern. Pure.
import type { ConnectionRef } from '../connection-ref';
import { fitsGlob } from '../glob';

/** What is absent does not matter: an empty region is everything. A ConnectionRef is the smallest. */
export interface Region {
  provider?: ConnectionRef['provider'];
  account?: string;
  /** `*` stands for any characters. */
  connectionId?: string;
}

/** True when every connection of `inner` lies in `outer`. */
export function contains(outer: Region, inner: Region): boolean {
  return (
    (outer.provider === undefined || outer.provider === inner.provider) &&
    (outer.account === undefined || outer.account === inner.account) &&
    (outer.connectionId === undefined || holdsPattern(outer.connectionId, inner.connectionId))
  );
}

/** False only when no connection can lie in both. */
export function mayMeet(one: Region, other: Region): boolean {
  return (
    agree(one.provider, other.provider) &&
    agree(one.account, other.account) &&
    (one.connectionId === undefined ||
      other.connectionId === undefined ||
      fitsGlob(one.connectionId, other.connectionId) ||
      fitsGlob(other.connectionId, one.connectionId) ||
      (one.connectionId.includes('*') && other.connectionId.includes('*')))
  );
}

/**
 * Only a `*` of `outer` can take in a `*` of `inner`, and it takes in whatever that stands for: so a pattern that fits
 * as text fits with everything it covers.
 */
function holdsPattern(outer: string, inner: string | undefined): boolean {
  return fitsGlob(outer, inner ?? '*');
}

function agree<T>(one: T | undefined, other: T | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
