// The ticket systems whose transitions decide, as configuration has them.
import { targetKey, targetsOf, type Route } from '../../domain/notice/route';
import type { Incident } from '../../domain/incident';
import type { JiraSettings, SurfacesSettings } from '../../domain/notice/surfaces';
import type { PostStore } from '../../domain/store-ports';

export type TicketSystem = 'jira' | 'servicenow';

export interface OpenTickets {
  jira?: {
    /** Empty = nothing can be proven to come from Jira. */
    secrets: string[];
    statuses: JiraSettings['statuses'];
    /** Where our tickets are made: the default, and what routes name. */
    projects: string[];
  };
  servicenow?: { tokens: string[] };
  /** What this incident made there, as the system names it. @throws OpError when the store cannot be reached */
  ticketsOf(system: TicketSystem, incident: Incident): Promise<string[]>;
}

/** Where a surface keeps the name of what it made. */
const NAME = { jira: 'key', servicenow: 'number' } as const;

/** `undefined` = neither is configured. */
export function openTickets(
  { jira, servicenow }: SurfacesSettings,
  { routes, posts }: { routes: readonly Route[]; posts: Pick<PostStore, 'post'> },
): OpenTickets | undefined {
  if (!jira && !servicenow) return undefined;
  return {
    ...(jira && {
      jira: {
        secrets: given(jira.webhookSecret),
        statuses: jira.statuses,
        projects: [...new Set([jira.project, ...placesOf('jira', routes)])],
      },
    }),
    ...(servicenow && { servicenow: { tokens: given(servicenow.webhookToken) } }),
    async ticketsOf(system, incident) {
      const targets = targetsOf(incident, routes).filter(({ surface }) => surface === system);
      const made = await Promise.all(targets.map((one) => posts.post(incident.id, targetKey(one))));
      return made.flatMap((post) => post?.mark?.[NAME[system]] ?? []);
    },
  };
}

function given(secret: string | undefined): string[] {
  return secret === undefined ? [] : [secret];
}

function placesOf(system: TicketSystem, routes: readonly Route[]): string[] {
  const destinations = routes.flatMap(({ to }) => to).filter(({ surface }) => surface === system);
  return destinations.flatMap(({ place }) => place ?? []);
}
