// Other connections that failed at the same time: what they share with this one points to where the trouble is.
import type { ConnectionRef } from '../connection-ref';
import type { DiagnosedClass, FailureClass } from '../failure-class';
import type { Observation } from './observation';

/** Another connection's incident, opened within the window. */
export interface Neighbour extends ConnectionRef {
  incidentId: string;
  service: string;
  destination: string;
  /** `null` while it has no diagnosis. */
  class: DiagnosedClass | null;
  openedAt: string;
}

export interface Here extends ConnectionRef {
  service: string;
  destination: string;
}

/** Fewer are a coincidence. */
const SHARED_MIN = 2;
/** From so many on, what most of them were found to have speaks for the same here. */
const SPEAKS_FROM = 3;
const NAMED_MAX = 3;
/** A whole account in trouble. */
const ACCOUNT_MIN = 5;

/** Pure. Destination first: many sources failing into one place say more than many of one kind. */
export function observeNeighbours(here: Here, neighbours: Neighbour[], now: string): Observation[] {
  const account = neighbours.filter((one) => one.provider === here.provider && one.account === here.account);
  const shared: [string, number, Neighbour[]][] = [
    [
      `into the same destination (${here.destination})`,
      SHARED_MIN,
      known(here.destination) ? account.filter((one) => one.destination === here.destination) : [],
    ],
    [
      `of the same source type (${here.service})`,
      SHARED_MIN,
      known(here.service) ? neighbours.filter((one) => one.service === here.service) : [],
    ],
    ['of this account', ACCOUNT_MIN, account],
  ];
  return shared.flatMap(([what, least, found]) => {
    const others = newestOfEach(found);
    return others.length < least ? [] : [told(what, others, now)];
  });
}

function known(name: string): boolean {
  return name !== '' && name !== 'unknown';
}

/** One connection counts once, however often it failed. */
function newestOfEach(found: Neighbour[]): Neighbour[] {
  const byConnection = new Map<string, Neighbour>();
  for (const one of [...found].sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt)))
    byConnection.set(`${one.provider}/${one.account}/${one.connectionId}`, one);
  return [...byConnection.values()].reverse();
}

function told(what: string, others: Neighbour[], at: string): Observation {
  const since = others.map(({ openedAt }) => openedAt).sort()[0] ?? at;
  const [common, count] = mostCommon(others);
  const classes = common === null ? 'no diagnosis yet' : `${count} of them ${common}`;
  const named = others.slice(0, NAMED_MAX).map(({ incidentId }) => incidentId);
  const more = others.length > NAMED_MAX ? ', …' : '';
  const speaks = common !== null && common !== 'unknown' && count >= SPEAKS_FROM;
  return {
    kind: 'correlation',
    at,
    text: `${others.length} other connections ${what} have had incidents since ${since} (${classes}): ${named.join(', ')}${more}`,
    ...(speaks ? { supports: [common satisfies FailureClass] } : {}),
  };
}

function mostCommon(others: Neighbour[]): [DiagnosedClass | null, number] {
  const counts = new Map<DiagnosedClass, number>();
  for (const { class: named } of others) if (named !== null) counts.set(named, (counts.get(named) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first ?? [null, 0];
}
