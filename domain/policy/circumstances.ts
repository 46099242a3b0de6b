// What policy may ask about the situation beside the diagnosis, and how far back it asks.
import type { Neighbour } from '../correlation/neighbours';
import type { RecordAsked } from '../modes/track-record';
import type { PolicySet, PolicySubject } from './policy';

/** Read anew for every plan. */
export type Circumstances = Pick<PolicySubject, 'at' | 'environment' | 'earlier' | 'blastRadius' | 'record'>;

/** Connections that broke this long before count as broken together. */
export const TOGETHER_MS = 2 * 3_600_000;

/** How far back any rule looks for the same class, milliseconds; 0 = no rule asks. */
export function recurrenceAsked({ files }: PolicySet): number {
  const rules = files.flatMap((file) => file.rules);
  return Math.max(0, ...rules.map(({ match }) => match.recurrence?.withinMs ?? 0));
}

export function blastRadiusAsked({ files }: PolicySet): boolean {
  return files.some((file) => file.rules.some(({ match }) => match.blastRadius !== undefined));
}

/** Connections in trouble that share a destination within the account, or a source type; this one included. */
export function blastRadiusOf(
  here: { provider: string; account: string; service: string; destination: string },
  neighbours: readonly Neighbour[],
): number {
  const sharing = neighbours.filter(
    (one) =>
      one.service === here.service ||
      (one.provider === here.provider &&
        one.account === here.account &&
        one.destination === here.destination),
  );
  return 1 + new Set(sharing.map((one) => `${one.provider}/${one.account}/${one.connectionId}`)).size;
}

/** How far back the record is read, and over what repairs are counted: what the breaker and the budgets look at. */
export function recordAsked({ files, defaults }: PolicySet, now: Date): RecordAsked {
  const limits = files.flatMap((file) => file.rules.flatMap((rule) => rule.limits ?? []));
  const backMs = Math.max(defaults.breaker?.withinMs ?? 0, ...limits.map((limit) => limit.withinMs));
  const wide = limits.some(({ per }) => per !== 'connection');
  return {
    since: new Date(now.getTime() - backMs).toISOString(),
    repairsOf: limits.length === 0 ? 'none' : wide ? 'account' : 'connection',
  };
}
