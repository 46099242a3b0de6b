// Maintenance: hours in which failures are expected, so that nobody is called and nothing is done until they are over.
import type { ConnectionRef } from '../connection-ref';
import { covers, isOpen, type FreezeWindow } from './brake';

export interface Maintenance {
  id: string;
  why: string;
  /** ISO 8601 UTC: the first moment after it, to a quarter of an hour. */
  until: string;
}

/** Zones change their clocks, so the end of a window is walked to and not calculated. */
const STEP_MS = 15 * 60_000;
const WEEK_MS = 7 * 24 * 3_600_000;

/** The maintenance that covers this connection now, the one that lasts longest; `null` = none. */
export function maintenanceOf(
  ref: ConnectionRef,
  windows: readonly FreezeWindow[],
  now: string,
): Maintenance | null {
  const open = windows.filter(
    (window) => window.suppress === true && covers(window.scope, ref) && isOpen(window, now),
  );
  const ends = open.map((window) => ({ id: window.id, why: window.why, until: endOf(window, now) }));
  return ends.sort((a, b) => Date.parse(b.until) - Date.parse(a.until))[0] ?? null;
}

function endOf(window: FreezeWindow, now: string): string {
  if (window.between && !window.time) return new Date(window.between.to).toISOString();
  const from = Date.parse(now);
  let at = Math.floor(from / STEP_MS) * STEP_MS + STEP_MS;
  while (at < from + WEEK_MS && isOpen(window, new Date(at).toISOString())) at += STEP_MS;
  return new Date(at).toISOString();
}
