// Builds what tells the outside of incidents: the configured surfaces, the routes that lead to them, and the announcer.
import type { Client } from '@temporalio/client';
import { createAnnouncer } from '../client/announcer';
import { withLinks, type Links } from '../domain/incident-links';
import type { Incident } from '../domain/incident';
import { leadingTo, type Route } from '../domain/notice/route';
import type { SurfaceKind } from '../domain/notice/notice';
import type { Person } from '../domain/person';
import type { Announcer, Surface } from '../domain/ports';
import type { IncidentReader } from '../domain/reader-ports';
import type { PostStore } from '../domain/store-ports';
import { loadRoutes } from '../integrations/config-files/routes';

export interface ComposedNotices {
  surfaces: readonly Surface[];
  routes: readonly Route[];
  reader: Pick<IncidentReader, 'get' | 'audit' | 'list'>;
  posts: PostStore;
  announcer: Announcer;
  linked(incident: Incident): Incident;
}

/** @param links may be completed later: it is read whenever somebody is told @throws ConfigFileError naming the place */
export async function composeNotices(options: {
  configFolder: string;
  client: Client;
  surfaces: readonly Surface[];
  reader: Pick<IncidentReader, 'get' | 'audit' | 'list'>;
  posts: PostStore;
  links: Links;
}): Promise<ComposedNotices> {
  const { configFolder, client, surfaces, reader, posts, links } = options;
  const kinds = surfaces.map(({ kind }) => kind);
  const routes = leadingTo(kinds, await loadRoutes(configFolder));
  return {
    ...{ surfaces, routes, reader, posts },
    announcer: createAnnouncer(client, routes),
    linked: (incident) => withLinks(incident, links),
  };
}

/** What other systems call people; some surfaces know none. */
export function identitiesOf(people: readonly Person[]) {
  return (kind: SurfaceKind, personId: string): string | undefined => {
    const identities: Partial<Record<SurfaceKind, string>> =
      people.find(({ id }) => id === personId)?.identities ?? {};
    return identities[kind];
  };
}

/** Where nobody outside is told anything: for measuring, and for tests of something else. */
export const TOLD_TO_NOBODY: ComposedNotices = {
  surfaces: [],
  routes: [],
  reader: {
    get: () => Promise.resolve(null),
    audit: () => Promise.resolve([]),
    list: () => Promise.resolve({ items: [], nextCursor: null }),
  },
  posts: {
    post: () => Promise.resolve(null),
    postsAlike: () => Promise.resolve([]),
    keepPost: () => Promise.resolve(),
  },
  announcer: { announce: () => Promise.resolve() },
  linked: (incident) => incident,
};
