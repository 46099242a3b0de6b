// Lists of incidents for people.
import type { ListedIncident } from './access';
import { since } from './durations';
import { table } from './table';

const COLUMNS = [
  { head: 'ID', width: 14 },
  { head: 'STATUS', width: 19 },
  { head: 'CLASS', width: 21 },
  { head: 'CONNECTION', width: 19 },
  { head: 'AGE', width: 7 },
];

/** 80 columns wide. */
export function incidentTable(items: ListedIncident[], nowMs: number): string {
  const rows = items.map((i) => [
    i.id,
    i.status,
    i.diagnosis?.class ?? '-',
    i.connection.name,
    since(i.openedAt, nowMs),
  ]);
  return table(COLUMNS, rows, 'no incidents');
}
