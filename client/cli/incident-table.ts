// Lists of incidents for people.
import type { ListedIncident } from './access';
import { since } from './durations';
import { table } from './table';

const COLUMNS = [
  { head: 'ID', width: 14 },
  { head: 'STATUS', width: 22 },
  { head: 'CLASS', width: 21 },
  { head: 'CONNECTION', width: 16 },
  { head: 'AGE', width: 7 },
];

/** What a person should know before anything else, and what they may do something about. */
const SAYS_MORE = ['frozen', 'handoff', 'snoozed', 'held', 'escalated'] as const;

/** As wide as the terminal. */
export function incidentTable(items: ListedIncident[], nowMs: number, width: number): string {
  const rows = items.map((i) => [
    i.id,
    [i.status, SAYS_MORE.find((flag) => i.flags?.includes(flag))].filter(Boolean).join(', '),
    i.diagnosis?.class ?? '-',
    i.connection.name,
    since(i.openedAt, nowMs),
  ]);
  return table(COLUMNS, rows, 'no incidents', width);
}
