// The post-incident report of one incident, from its record, read page by page.
import type { AuditRow } from '../domain/audit-entry';
import type { Incident } from '../domain/incident';
import type { IncidentReader } from '../domain/reader-ports';
import { postIncidentReport, type PostIncidentReport } from '../domain/report/post-incident';
import { Problem } from './problem';

const ROWS_A_PAGE = 1000;
const ROWS_MAX = 20_000;

/** @throws Problem 400 where the record is longer than a report may be */
export async function readPostIncident(
  incident: Incident,
  reader: IncidentReader,
): Promise<PostIncidentReport> {
  const rows: AuditRow[] = [];
  for (let afterSeq: number | undefined = 0; afterSeq !== undefined;) {
    const page = await reader.audit({ incidentId: incident.id, afterSeq, limit: ROWS_A_PAGE });
    rows.push(...page);
    if (rows.length > ROWS_MAX)
      throw new Problem(400, `${incident.id} has more than ${ROWS_MAX} rows: read its timeline instead`);
    afterSeq = page.length < ROWS_A_PAGE ? undefined : page.at(-1)?.seq;
  }
  return postIncidentReport(incident, rows, await reader.evidence(incident.id));
}
