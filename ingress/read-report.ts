// A report over the incidents that the person asking may see, read page by page.
import type { Caller } from '../domain/access/caller';
import type { Incident } from '../domain/incident';
import type { IncidentReader } from '../domain/reader-ports';
import {
  REPORTED_ACTIONS,
  reportOf,
  type Report,
  type ReportedIncident,
  type ReportedRow,
} from '../domain/report/report';
import { seenBy, seesIncident } from './access';
import { Problem } from './problem';

const INCIDENTS_MAX = 20_000;
const INCIDENTS_A_PAGE = 200;
const ROWS_A_PAGE = 1000;

/** @throws Problem 400 where more has changed since then than a report reads */
export async function readReport(
  person: Caller,
  period: { from: string; to: string },
  reader: IncidentReader,
): Promise<Report> {
  const incidents = await changedSince(period.from, person, reader);
  const seen = new Set(incidents.map(({ id }) => id));
  const rows = await rowsSince(period.from, seen, reader);
  return reportOf(incidents, rows, period);
}

/** Whatever was opened since then has changed since then, and the list is read newest change first. */
async function changedSince(
  from: string,
  person: Caller,
  reader: IncidentReader,
): Promise<ReportedIncident[]> {
  const found: ReportedIncident[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Awaited<ReturnType<IncidentReader['list']>> = await reader.list({
      ...seenBy(person),
      limit: INCIDENTS_A_PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const recent = page.items.filter(({ updatedAt }) => Date.parse(updatedAt) >= Date.parse(from));
    found.push(...recent.filter((one) => seesIncident(person, one)).map(reported));
    if (found.length > INCIDENTS_MAX)
      throw new Problem(400, `more than ${INCIDENTS_MAX} incidents since ${from}: ask for a shorter period`);
    cursor = recent.length < page.items.length ? null : page.nextCursor;
  }
  return found;
}

async function rowsSince(
  since: string,
  incidentIds: ReadonlySet<string>,
  reader: IncidentReader,
): Promise<ReportedRow[]> {
  const found: ReportedRow[] = [];
  for (let afterSeq: number | undefined = 0; afterSeq !== undefined;) {
    const rows = await reader.audit({ actions: REPORTED_ACTIONS, since, afterSeq, limit: ROWS_A_PAGE });
    for (const { incidentId, action, at } of rows)
      if (incidentIds.has(incidentId)) found.push({ incidentId, action, at });
    afterSeq = rows.length < ROWS_A_PAGE ? undefined : rows.at(-1)?.seq;
  }
  return found;
}

function reported({
  id,
  status,
  mode,
  severity,
  openedAt,
  resolution,
  diagnosis,
}: Incident): ReportedIncident {
  return {
    ...{ id, status, mode, severity, openedAt },
    ...(resolution ? { resolution } : {}),
    class: diagnosis?.class ?? 'unknown',
  };
}
