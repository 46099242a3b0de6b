// A day in a few lines: what opened, how it ended, what still waits for whom. Pure.
import type { Incident } from '../incident';
import { isOver, titleOf } from './told';

export interface Digest {
  /** The same day has the same key. */
  key: string;
  /** ISO 8601 UTC. */
  from: string;
  to: string;
  opened: number;
  /** By proof, of those that ended in the day. */
  resolved: number;
  closedByPeople: number;
  /** Not over, those that wait for a person first. */
  open: DigestLine[];
}

export interface DigestLine {
  incidentId: string;
  title: string;
  waitsForPerson: boolean;
  next: string;
}

/** `null` = nothing happened and nothing is open: nothing to tell. @param incidents changed in the day, or open */
export function digestOf(
  incidents: readonly Incident[],
  { key, from, to }: Pick<Digest, 'key' | 'from' | 'to'>,
): Digest | null {
  const within = (at: string | undefined) =>
    at !== undefined && Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to);
  const ended = incidents.filter((one) => within(one.resolution?.at));
  const open = incidents.filter((one) => !isOver(one));
  const opened = incidents.filter((one) => within(one.openedAt)).length;
  if (opened + ended.length + open.length === 0) return null;
  return {
    ...{ key, from, to, opened },
    resolved: ended.filter((one) => one.status === 'resolved').length,
    closedByPeople: ended.filter((one) => one.status !== 'resolved' && one.resolution?.by !== 'system')
      .length,
    open: open
      .map((one) => ({
        incidentId: one.id,
        title: titleOf(one),
        waitsForPerson:
          one.status === 'awaiting_approval' ||
          one.flags.includes('handoff') ||
          one.flags.includes('escalated'),
        next: one.next,
      }))
      .sort((a, b) => Number(b.waitsForPerson) - Number(a.waitsForPerson)),
  };
}
