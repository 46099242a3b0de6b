// Brakes: what keeps Penstock from writing at a provider, whatever policy and people have allowed. Pure.
import type { ConnectionRef } from '../connection-ref';
import { fitsGlob } from '../glob';
import { isWithin, type TimeWindow } from '../policy/time-window';

/** `kill`: stop now, until somebody says otherwise. `freeze`: no changes for a time. */
export const BRAKE_KINDS = ['kill', 'freeze'] as const;
export type BrakeKind = (typeof BRAKE_KINDS)[number];

/** What is absent does not matter: an empty scope is everything. */
export interface BrakeScope {
  provider?: ConnectionRef['provider'];
  account?: string;
  /** `*` stands for any characters. */
  connectionId?: string;
}

export interface Brake {
  id: string;
  kind: BrakeKind;
  scope: BrakeScope;
  reason: string;
  /** ID of the person. */
  by: string;
  /** ISO 8601 UTC. */
  since: string;
  /** `null` = until it is lifted. */
  until: string | null;
}

/** A freeze that configuration states: every week at these hours, or once between two moments. */
export interface FreezeWindow {
  id: string;
  why: string;
  scope: BrakeScope;
  /** Maintenance: failures are expected, so nobody is called before it is over either. */
  suppress?: true;
  time?: TimeWindow;
  /** ISO 8601 with an offset. */
  between?: { from: string; to: string };
}

/** Why nothing is written here now. */
export interface Hold {
  kind: BrakeKind;
  /** Of the brake or of the window. */
  id: string;
  reason: string;
  /** A person, or `config/freezes.yaml`. */
  by: string;
  until: string | null;
}

/** The brake that holds this connection now, the kill switch before all freezes; `null` = it may be written to. */
export function holdOn(
  ref: ConnectionRef,
  brakes: readonly Brake[],
  windows: readonly FreezeWindow[],
  now: string,
): Hold | null {
  const standing = brakes.filter((brake) => covers(brake.scope, ref) && !isOver(brake, now));
  const brake = standing.find(({ kind }) => kind === 'kill') ?? standing[0];
  if (brake) {
    const { kind, id, reason, by, until } = brake;
    return { kind, id, reason, by, until };
  }
  const window = windows.find((one) => covers(one.scope, ref) && isOpen(one, now));
  if (!window) return null;
  const until = window.between ? new Date(window.between.to).toISOString() : null;
  return { kind: 'freeze', id: window.id, reason: window.why, by: 'config/freezes.yaml', until };
}

export function covers({ provider, account, connectionId }: BrakeScope, ref: ConnectionRef): boolean {
  return (
    (provider === undefined || provider === ref.provider) &&
    (account === undefined || account === ref.account) &&
    (connectionId === undefined || fitsGlob(connectionId, ref.connectionId))
  );
}

export function isOpen({ time, between }: FreezeWindow, now: string): boolean {
  const at = Date.parse(now);
  if (between && (at < Date.parse(between.from) || at >= Date.parse(between.to))) return false;
  return time === undefined ? between !== undefined : isWithin(time, now);
}

function isOver({ until }: Brake, now: string): boolean {
  return until !== null && Date.parse(until) <= Date.parse(now);
}

/** `everything`, or what it is limited to. */
export function scopeInWords({ provider, account, connectionId }: BrakeScope): string {
  const parts = [provider, account, connectionId].filter((part) => part !== undefined);
  return parts.length === 0 ? 'everything' : parts.join('/');
}
