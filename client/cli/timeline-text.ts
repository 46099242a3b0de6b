// The audit record of one incident, a line a row.
import type { AuditRow } from '../../domain/audit-entry';
import { oneLine } from './table';

/** `12:00:05 anna plan.approved votes=1 of 1`, under a line for each day; cut to `width` columns. */
export function timelineText(rows: AuditRow[], width: number): string {
  if (rows.length === 0) return 'nothing recorded yet';
  let day = '';
  return rows
    .flatMap((row) => {
      const [date = '', time = ''] = row.at.split('T');
      const head = date === day ? [] : [(day = date)];
      const line = `  ${time.slice(0, 8)}  ${row.actor.padEnd(8)} ${row.action}  ${details(row.details)}`;
      return [...head, cut(line, width)];
    })
    .join('\n');
}

function details(values: Record<string, unknown>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key}=${oneLine(typeof value === 'string' ? value : JSON.stringify(value))}`)
    .join(' ');
}

function cut(line: string, width: number): string {
  return line.length <= width ? line.trimEnd() : `${line.slice(0, width - 1)}…`;
}
