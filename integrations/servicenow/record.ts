// An incident as fields of a ServiceNow record. Journals render what stands between [code] tags as HTML: made inert.
import { createHash } from 'node:crypto';
import type { Incident } from '../../domain/incident';
import type { Progress } from '../../domain/notice/notice';
import { cutText, plainText } from '../../domain/notice/plain-text';
import { endingOf, factsOf, isOver, linksOf, nextOf, titleOf } from '../../domain/notice/told';
import { diagnosisLines, proofLines } from '../../domain/notice/told-diagnosis';
import { approvalLines, optionLines, planLines } from '../../domain/notice/told-plan';
import type { Severity } from '../../domain/plan';

/** Vendor: lengths of the incident table's own columns. */
const SHORT_MAX = 160;
const LONG_MAX = 4000;
const NOTE_MAX = 3000;

/** Of the incident table: 1 high, 2 medium, 3 low; priority follows from both. */
const URGENCY: Record<Severity, '1' | '2' | '3'> = { critical: '1', high: '1', warning: '2', info: '3' };
const IMPACT: Record<Severity, '1' | '2' | '3'> = { critical: '1', high: '2', warning: '2', info: '3' };
const RESOLVED = '6';
const CANCELLED = '8';
/** Resolved, closed, cancelled: nothing may be changed any more, or need not be. */
const ENDED = new Set([RESOLVED, '7', CANCELLED]);

/** What the record shows of the incident; the same each time it is shown unchanged. */
export function fieldsOf(incident: Incident): Record<string, string> {
  const { severity, id, plan } = incident;
  return {
    short_description: cutText(inert(titleOf(incident)), SHORT_MAX),
    description: cutText(inert(descriptionOf(incident)), LONG_MAX),
    ...{ urgency: URGENCY[severity], impact: IMPACT[severity] },
    // A decision by approval names the plan that the record shows.
    ...{ correlation_id: id, correlation_display: plan?.hash ?? '' },
    approval: approvalOf(incident),
  };
}

/** The task's own field: asked again after each vote that did not suffice, so that the next person can answer. */
function approvalOf({ approval, availableTransitions }: Incident): string {
  if (availableTransitions.includes('approve')) return 'requested';
  const votes = approval?.votes ?? [];
  if (votes.some(({ decision }) => decision === 'reject')) return 'rejected';
  return votes.length > 0 || approval?.bypass ? 'approved' : 'not requested';
}

/** What ends the record with the incident; `null` while it goes on. */
export function endOf(incident: Incident, closeCode: string): Record<string, string> | null {
  if (!isOver(incident)) return null;
  if (incident.status === 'cancelled') return { state: CANCELLED };
  const notes = cutText(inert(endingOf(incident).join('\n')), LONG_MAX);
  return { state: RESOLVED, close_code: closeCode, close_notes: notes === '' ? 'Over.' : notes };
}

export function hasEnded(state: string): boolean {
  return ENDED.has(state);
}

/** One line of progress as a work note; its reference is how it is known again. */
export function noteOf({ key, at, text }: Progress): string {
  return `${cutText(inert(plainText(text)), NOTE_MAX)} (${at}, ${lineReference(key)})`;
}

/** Short enough to be read over, and found in the text of all notes. */
export function lineReference(key: string): string {
  return `ref ${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}

export function callNote(incident: Incident, people: string[], key: string): string {
  return `Awaited from ${people.join(', ')}: ${inert(nextOf(incident))} (${lineReference(key)})`;
}

/** Zero width after the bracket: shown as nothing, and no tag any more. */
function inert(text: string): string {
  return text.replace(/\[(?=\/?code\])/gi, '[\u200b');
}

function descriptionOf(incident: Incident): string {
  const facts = factsOf(incident).map(({ label, value }) => `${label}: ${value}`);
  const links = linksOf(incident).map(({ title, url }) => `${title}: ${url}`);
  const parts = [
    `What happens next: ${nextOf(incident)}`,
    ...section('What is wrong', diagnosisLines(incident)),
    ...section('Proposed', planLines(incident)),
    ...section('Instead', optionLines(incident)),
    ...section('Approval', approvalLines(incident)),
    ...section('Proof', proofLines(incident)),
    facts.join('\n'),
    links.join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `- ${line}`).join('\n')}`];
}
