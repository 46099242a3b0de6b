// What stands at one place about one incident, and what is due there next. Pure.
import type { Incident } from '../incident';
import type { SurfaceMark } from './notice';
import { isQuiet, type Grouping, type Target } from './route';

/** Remembered in the store, so that another process edits the same message. */
export interface Post {
  incidentId: string;
  /** As `targetKey` names it. */
  target: string;
  mark: SurfaceMark | null;
  /** The audit row up to which progress was told there. */
  toldSeq: number;
  /** `updatedAt` of the incident as it stands there; `null` = nothing stands there yet. */
  shownAt: string | null;
  /** When a decision was last asked for there. */
  askedAt: string | null;
  /** As `groupOf` names it, and since when something stands there; absent in posts of earlier versions. */
  group?: string;
  firstShownAt?: string;
  /** Told under another one. */
  under?: boolean;
}

/** The post under which a new one of the same kind is told, once there are enough; `null` = it stands for itself. */
export function headOf(alike: readonly Post[], { after }: Grouping): Post | null {
  const heads = alike.filter((post) => post.mark !== null && post.under !== true);
  return alike.length >= after ? (heads[0] ?? null) : null;
}

export type Due =
  /** `remind`: a decision is awaited and was asked for long ago. */
  | { kind: 'now'; remind: boolean }
  /** Nothing is to be said before then (ISO 8601 UTC). */
  | { kind: 'later'; at: string }
  /** Nothing is to be said until something happens. */
  | { kind: 'nothing' };

/** How often quiet hours are looked at again: zones and their daylight saving are not calculated with. */
const QUIET_LOOK_MS = 15 * 60_000;

export function dueAt(target: Target, incident: Incident, post: Post | null, now: string): Due {
  const nowMs = Date.parse(now);
  const stands = post?.shownAt ?? null;
  const changed = stands === null || Date.parse(stands) < Date.parse(incident.updatedAt);
  const quiet = isQuiet(target, incident.severity, now);
  if (changed && !(quiet && stands === null)) return { kind: 'now', remind: false };
  const remindMs = reminderAt(target, incident, post);
  if (changed || (quiet && remindMs !== null)) return { kind: 'later', at: iso(nowMs + QUIET_LOOK_MS) };
  if (remindMs === null) return { kind: 'nothing' };
  return remindMs <= nowMs ? { kind: 'now', remind: true } : { kind: 'later', at: iso(remindMs) };
}

export function awaitsDecision({ availableTransitions }: Incident): boolean {
  return availableTransitions.includes('approve') || availableTransitions.includes('handback');
}

function reminderAt({ remindEveryMs }: Target, incident: Incident, post: Post | null): number | null {
  if (remindEveryMs === undefined || !awaitsDecision(incident) || !post?.askedAt) return null;
  return Date.parse(post.askedAt) + remindEveryMs;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
