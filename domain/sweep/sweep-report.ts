// What one sweep of an account did; the next one reads it to go on where this one ended.
import type { AccountRef } from '../connection-ref';
import type { PipelineEventKind } from '../pipeline-event';

export interface SweepOrder extends AccountRef {
  scope: 'inventory' | 'runs';
  /** Runs that moved before are old news, ISO 8601 UTC. */
  since: string;
}

export interface SweepReport extends AccountRef {
  scope: 'inventory' | 'runs';
  /** Our clock, ISO 8601 UTC. */
  startedAt: string;
  endedAt: string;
  /** Start of the newest complete listing of all connections; `null` before the first. */
  inventoryAt: string | null;
  /** Connections or runs looked at. */
  seen: number;
  /** HTTP calls spent. */
  calls: number;
  /** News by kind; each was reported once. */
  found: Partial<Record<PipelineEventKind, number>>;
  /** News kept for the next sweep, so that many at once do not come as a burst. */
  heldBack: number;
  /** Connections that are no longer listed. */
  gone: number;
  missing: { what: string; why: string }[];
  /** Set when the provider asked for a longer wait than a sweep is worth: until when, ISO 8601 UTC. */
  postponedUntil?: string;
}

/** A run that ended while the last sweep looked may have been missed by it. */
const OVERLAP_MS = 2 * 60_000;
/** How far back the first sweep looks for runs. */
const FIRST_LOOK_BACK_MS = 24 * 3_600_000;

/** What the next sweep should do, given what the last one did. */
export function nextOrder(
  account: AccountRef,
  last: SweepReport | null,
  inventoryEveryMs: number,
  nowMs: number,
): SweepOrder {
  const inventoryDue = last?.inventoryAt == null || nowMs - Date.parse(last.inventoryAt) >= inventoryEveryMs;
  const sinceMs = last === null ? nowMs - FIRST_LOOK_BACK_MS : Date.parse(last.startedAt) - OVERLAP_MS;
  return {
    provider: account.provider,
    account: account.account,
    scope: inventoryDue ? 'inventory' : 'runs',
    since: new Date(sinceMs).toISOString(),
  };
}
