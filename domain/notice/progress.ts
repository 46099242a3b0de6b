// Which lines of the audit record are progress that people follow, and how they read.
import type { AuditRow } from '../audit-entry';
import type { Progress } from './notice';

type Words = (row: AuditRow) => string | null;

/** Everything else is for the timeline: a thread tells what a person would tell. */
const WORDS: Record<string, Words> = {
  'plan.approved': (row) => `${row.actor} approved${votes(row)}${reason(row)}`,
  'plan.rejected': (row) => `${row.actor} rejected the plan${reason(row)}`,
  'plan.outdated': (row) => `Policy asks for more now, so a new plan is made: ${text(row, 'why')}`,
  // In a chat whoever acted was told at once, and alone; a ticket can tell them only here.
  'decision.refused': (row) =>
    typeof row.details['ticket'] === 'string'
      ? `What ${row.actor} decided on ${row.details['ticket']} (${text(row, 'wanted')}) does not count: ${text(row, 'why')}`
      : null,
  'approval.bypassed': (row) =>
    `Break-glass by ${row.actor}, without the approvals policy asks for${reason(row)}`,
  'approval.escalated': (row) =>
    `Nobody has decided: escalated to ${list(row, 'to')}; expires ${text(row, 'expiresAt')}`,
  'approval.expired': () => 'Nobody decided in time: the approval expired. `retry` makes a new plan',
  'step.applied': (row) => `Done: ${text(row, 'kind')} (${text(row, 'outcome')})`,
  'step.not_applied': (row) => `Refused by the provider: ${text(row, 'kind')} (${text(row, 'outcome')})`,
  'step.blocked': (row) => `Not done: ${text(row, 'kind')} (${text(row, 'outcome')})`,
  'step.unknown': (row) =>
    `Nobody can tell whether ${text(row, 'kind')} was done: ${text(row, 'outcome')}. A person must look`,
  'step.held': (row) => `Held by ${text(row, 'brake')} of ${text(row, 'by')}: ${text(row, 'reason')}`,
  'step.released': (row) => `No longer held: ${text(row, 'kind')} goes on`,
  'compensation.started': (row) => `Taking back: ${text(row, 'kind')}`,
  'handoff.requested': (row) => `Handed to a person: ${text(row, 'instruction')}`,
  'handoff.done': () => 'The person is done',
  'handoff.reopened': (row) => `Not mended yet: ${text(row, 'why')}`,
  'verification.started': (row) => `Waiting for the next sync as proof, until ${text(row, 'deadline')}`,
  'verification.failed': (row) => `No proof: ${text(row, 'detail')}`,
  'connection.recovered': () => 'The connection recovered without our action',
  'incident.escalated': (row) => `Escalated to ${list(row, 'to')}: a person must decide`,
  'incident.stumbled': (row) => `Something unforeseen: ${text(row, 'why')}. A person must look`,
  'incident.reopened': () => 'It failed again while the proof was written: still open',
  'incident.acknowledged': (row) => `${row.actor} is looking at it${reason(row)}`,
  'control.snooze': (row) => `${row.actor} snoozed it until ${text(row, 'until')}${reason(row)}`,
  'control.retry': (row) => `${row.actor} asked for a new plan${reason(row)}`,
  'control.handback': (row) => `${row.actor} says it is done${reason(row)}`,
  'incident.resolved': () => 'Resolved, with proof',
  'incident.closed': (row) => `Closed by ${row.actor}: ${text(row, 'reason')}${note(row)}`,
  'incident.cancelled': (row) => `Cancelled by ${row.actor}${note(row)}`,
};

/** Lines worth telling, in the order in which they happened. */
export function progressOf(rows: readonly AuditRow[]): Progress[] {
  return rows.flatMap((row) => {
    const words = WORDS[row.action]?.(row) ?? null;
    return words === null ? [] : [{ key: row.key, at: row.at, text: words }];
  });
}

function text({ details }: AuditRow, key: string): string {
  const value = details[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'unsaid';
}

function list({ details }: AuditRow, key: string): string {
  const value = details[key];
  return Array.isArray(value) && value.length > 0 ? value.map(String).join(', ') : 'whoever is on call';
}

function reason(row: AuditRow): string {
  return typeof row.details['reason'] === 'string' ? `: ${row.details['reason']}` : '';
}

function note(row: AuditRow): string {
  return typeof row.details['note'] === 'string' ? ` (${row.details['note']})` : '';
}

function votes({ details }: AuditRow): string {
  return typeof details['votes'] === 'string' ? ` (${details['votes']})` : '';
}
