// Who hears of an incident where: routes by scope and severity, with quiet hours. Pure.
import type { ConnectionRef } from '../connection-ref';
import { fitsGlob } from '../glob';
import type { Incident } from '../incident';
import type { Severity } from '../plan';
import { isWithin, type Day, type TimeWindow } from '../policy/time-window';
import type { SurfaceKind } from './notice';

/** Every field that is present must fit; within a list one is enough. */
export interface RouteMatch {
  provider?: ConnectionRef['provider'][];
  account?: string[];
  /** `*` stands for any characters. */
  connectionId?: string[];
  tags?: Record<string, string>;
  severity?: Severity[];
}

export interface Destination {
  surface: SurfaceKind;
  /** Channel, project, repository, address; absent = the surface's own default. */
  place?: string;
}

export interface Route {
  id: string;
  match: RouteMatch;
  to: Destination[];
  /** Said again while a decision is awaited, milliseconds; absent = never. */
  remindEveryMs?: number;
  /** Nothing new is said then about incidents of these severities; what was said is still kept up to date. */
  quiet?: { time: TimeWindow; severities: Severity[] };
  /** After so many incidents of one kind within a while, the next ones are told under the first. */
  group?: Grouping;
  /** Once a day, what happened; incidents of these severities are told in it alone. */
  digest?: Digesting;
}

export interface Grouping {
  after: number;
  withinMs: number;
}

export interface Digesting {
  /** `HH:MM` */
  at: string;
  /** IANA name. */
  zone: string;
  /** Every day when absent. */
  days?: Day[];
  instead: Severity[];
}

/** One place to tell, by the first route that names it. */
export interface Target extends Destination {
  route: string;
  remindEveryMs?: number;
  quiet?: Route['quiet'];
  group?: Grouping;
}

/** Every place that hears of this incident, each once. */
export function targetsOf(incident: Incident, routes: readonly Route[]): Target[] {
  const found = new Map<string, Target>();
  for (const route of routes.filter((one) => matchesRoute(one, incident))) {
    const { id, to, remindEveryMs, quiet, group } = route;
    if (route.digest?.instead.includes(incident.severity) === true && !needsPeople(incident)) continue;
    for (const destination of to) {
      const key = targetKey(destination);
      if (found.has(key)) continue;
      found.set(key, {
        ...destination,
        route: id,
        ...(remindEveryMs === undefined ? {} : { remindEveryMs }),
        ...(quiet === undefined ? {} : { quiet }),
        ...(group === undefined ? {} : { group }),
      });
    }
  }
  return [...found.values()];
}

/** Routes to the places that are configured; a route that leads nowhere is none. */
export function leadingTo(surfaces: readonly SurfaceKind[], routes: readonly Route[]): Route[] {
  return routes
    .map((route) => ({ ...route, to: route.to.filter(({ surface }) => surfaces.includes(surface)) }))
    .filter((route) => route.to.length > 0);
}

/** Names a place within an incident: `slack:C024BE91L`. */
export function targetKey({ surface, place }: Destination): string {
  return place === undefined ? surface : `${surface}:${place}`;
}

/** What waits, or waited, for a person is told at once, however small. */
function needsPeople({ approval, flags }: Incident): boolean {
  return approval?.required === true || flags.includes('handoff') || flags.includes('escalated');
}

/** Incidents of one kind: what is told together when it comes in crowds. */
export function groupOf({ provider, account, connection, diagnosis }: Incident): string {
  return [provider, account, connection.service, connection.destination, diagnosis?.class ?? 'unknown'].join(
    '|',
  );
}

/** Whether something new about an incident of this severity has to wait for the morning. */
export function isQuiet({ quiet }: Pick<Target, 'quiet'>, severity: Severity, now: string): boolean {
  return quiet !== undefined && quiet.severities.includes(severity) && isWithin(quiet.time, now);
}

/** The people of an incident hear nothing before it is known what it is, and nothing while it is suppressed. */
export function isTold({ status, flags, resolution, plan }: Incident): boolean {
  if (flags.includes('suppressed')) return false;
  if (resolution?.reason === 'duplicate' && resolution.by === 'system') return false;
  return plan !== null || flags.includes('escalated') || resolution !== undefined || status === 'remediating';
}

export function matchesRoute({ match }: Pick<Route, 'match'>, incident: Incident): boolean {
  const { provider, account, connectionId, tags = {}, severity } = match;
  return (
    (provider?.includes(incident.provider) ?? true) &&
    (account?.includes(incident.account) ?? true) &&
    (connectionId?.some((pattern) => fitsGlob(pattern, incident.connection.id)) ?? true) &&
    (severity?.includes(incident.severity) ?? true) &&
    Object.entries(tags).every(
      ([key, value]) => incident.connection.tags[key]?.trim().toLowerCase() === value.trim().toLowerCase(),
    )
  );
}
