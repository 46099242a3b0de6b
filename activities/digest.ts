// The digest of a day, told at the places that a route names for it.
import { activityInfo } from '@temporalio/activity';
import type { Incident } from '../domain/incident';
import { INCIDENT_STATUSES } from '../domain/incident';
import { digestOf } from '../domain/notice/digest';
import { matchesRoute, targetKey, type Route } from '../domain/notice/route';
import type { Surface } from '../domain/ports';
import type { IncidentReader } from '../domain/reader-ports';
import { asProviderRead } from './failure';

const DAY_MS = 24 * 3_600_000;
const PAGE = 200;
const PAGES_MAX = 50;

export interface TellDigestInput {
  route: string;
  /** As `targetKey` names it. */
  target: string;
  /** ISO 8601 UTC: the end of the day that is told. */
  to: string;
}

export function createDigestActivities(deps: {
  reader: Pick<IncidentReader, 'list'>;
  surfaces: readonly Surface[];
  routes: readonly Route[];
}) {
  return {
    /** Tells nothing where nothing happened. A retry tells the same day and looks whether it was told already. */
    async tellDigest({ route: id, target: key, to }: TellDigestInput): Promise<{ told: boolean }> {
      return asProviderRead(async () => {
        const route = deps.routes.find((one) => one.id === id);
        const destination = route?.to.find((one) => targetKey(one) === key);
        const surface = deps.surfaces.find(({ kind }) => kind === destination?.surface);
        if (!route || !surface?.digest) return { told: false };
        const from = new Date(Date.parse(to) - DAY_MS).toISOString();
        const incidents = (await changedOrOpen(deps.reader, from)).filter((one) => matchesRoute(route, one));
        const digest = digestOf(incidents, { key: `${id}/${to}`, from, to });
        if (digest === null) return { told: false };
        await surface.digest(digest, destination?.place, activityInfo().attempt > 1);
        return { told: true };
      });
    },
  };
}

/** Lists are read newest change first; what is open is asked for apart, because it may have stood still for days. */
async function changedOrOpen(reader: Pick<IncidentReader, 'list'>, from: string): Promise<Incident[]> {
  const open = INCIDENT_STATUSES.filter((one) => !['resolved', 'closed', 'cancelled'].includes(one));
  const found = new Map<string, Incident>();
  for (const filter of [{}, { status: open }]) {
    let cursor: string | null = null;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const { items, nextCursor } = await reader.list({
        ...filter,
        limit: PAGE,
        ...(cursor === null ? {} : { cursor }),
      });
      const wanted = 'status' in filter ? items : items.filter((one) => one.updatedAt >= from);
      for (const one of wanted) found.set(one.id, one);
      if (nextCursor === null || wanted.length < items.length) break;
      cursor = nextCursor;
    }
  }
  return [...found.values()];
}
