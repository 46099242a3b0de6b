// Rows of the record as CSV (RFC 4180), for spreadsheets; to prove them take JSON Lines. Pure.
import type { AuditRow } from '../audit-entry';
import { canonicalJson } from './canonical-json';

const COLUMNS = [
  'seq',
  'at',
  'incidentId',
  'actor',
  'action',
  'details',
  'key',
  'previousHash',
  'hash',
] as const;

export function csvHead(): string {
  return `${COLUMNS.join(',')}\r\n`;
}

export function csvRow(row: AuditRow): string {
  const cells = COLUMNS.map((column) => {
    const value = row[column];
    return cell(typeof value === 'object' ? canonicalJson(value) : String(value));
  });
  return `${cells.join(',')}\r\n`;
}

/** A spreadsheet would carry out what begins like a formula: an apostrophe makes it text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
