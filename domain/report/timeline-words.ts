// A row of the record as a sentence: the words of progress messages, and more for what those leave out. Pure.
import type { AuditRow } from '../audit-entry';
import { progressOf } from '../notice/progress';

export interface TimelineEntry {
  seq: number;
  at: string;
  /** A person's ID, or `system`. */
  actor: string;
  /** As in the record: `step.applied`. */
  action: string;
  text: string;
}

type Say = (said: (key: string) => string) => string;

const WORDS: Record<string, Say> = {
  'incident.opened': (said) => `Detected by ${said('source')}: ${said('kind')}`,
  'event.joined': (said) => `Another event: ${said('kind')}`,
  'incident.classified': (said) =>
    `Diagnosed as ${said('class')} (${said('band')}, by ${said('decidedBy')} ${said('ruleId')})`,
  'plan.made': (said) => `Planned by ${said('playbook')}: ${said('steps')}`,
  'approval.requested': (said) =>
    `Asked ${said('approvers')} for ${said('quorum')} approval(s): ${said('reason')}`,
  'step.outcome_unknown': (said) =>
    `The answer to ${said('kind')} was lost, so its effect is read back: ${said('why')}`,
  'control.refused': (said) => `${said('command')} was refused: ${said('why')}`,
};

export function toldRow(row: AuditRow): TimelineEntry {
  const { seq, at, actor, action, details } = row;
  const [told] = progressOf([row]);
  const words = WORDS[action];
  const said = (key: string) => inWords(details[key]);
  const text = told?.text ?? (words ? words(said).replace(/ +/g, ' ').replace(' )', ')') : plain(row));
  return { seq, at, actor, action, text };
}

/** `control.wake` of somebody who gave a reason: `control wake: reason`. */
function plain({ action, details }: AuditRow): string {
  const why = details['reason'] ?? details['why'] ?? details['note'];
  return `${action.replace(/[._]/g, ' ')}${typeof why === 'string' ? `: ${why}` : ''}`;
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.map(inWords).join(', ') || 'nothing' : '';
}
