// An incident in Atlassian Document Format. Text nodes are text alone, so nothing that others wrote can take effect.
import type { Incident } from '../../domain/incident';
import type { Progress } from '../../domain/notice/notice';
import { cutText, plainText } from '../../domain/notice/plain-text';
import { endingOf, factsOf, linksOf, nextOf } from '../../domain/notice/told';
import { diagnosisLines, proofLines } from '../../domain/notice/told-diagnosis';
import { approvalLines, optionLines, planLines } from '../../domain/notice/told-plan';

/** A field of text holds 32,767 characters; what is left of a line's share is cut. */
const LINE_MAX = 600;
const LINES_MAX = 15;

export interface AdfNode {
  type: string;
  attrs?: Record<string, unknown>;
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: AdfNode[];
}
export interface AdfDocument {
  type: 'doc';
  version: 1;
  content: AdfNode[];
}

export function descriptionOf(incident: Incident): AdfDocument {
  const facts = factsOf(incident).map(({ label, value }) => item(strong(`${label}: `), words(value)));
  const links = linksOf(incident).map(({ title, url }) =>
    item({ type: 'text', text: title, marks: [{ type: 'link', attrs: { href: url } }] }),
  );
  return document([
    { type: 'bulletList', content: facts },
    ...section('What is wrong', diagnosisLines(incident)),
    ...section('Proposed', planLines(incident)),
    ...section('Instead', optionLines(incident)),
    ...section('Approval', approvalLines(incident)),
    ...section('Proof', proofLines(incident)),
    ...section('How it ended', endingOf(incident)),
    paragraph(strong('What happens next: '), words(nextOf(incident))),
    ...(links.length > 0 ? [{ type: 'bulletList', content: links }] : []),
  ]);
}

export function lineDocument({ at, text }: Progress): AdfDocument {
  return document([paragraph(words(lineText({ at, text })))]);
}

/** `accounts` are called; the sentence after them is what happens next. */
export function askingDocument(incident: Incident, accounts: string[]): AdfDocument {
  const mentions = accounts.flatMap((id) => [
    { type: 'mention', attrs: { id } },
    { type: 'text', text: ' ' },
  ]);
  return document([paragraph(...mentions, words(nextOf(incident)))]);
}

/** How a line of progress reads, by which it is known again. */
export function lineText({ at, text }: Pick<Progress, 'at' | 'text'>): string {
  return `${cutText(plainText(text), LINE_MAX * 3)} (${at})`;
}

/** All words of a document, in order. */
export function wordsOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  const { text, content } = node as { text?: unknown; content?: unknown };
  return `${typeof text === 'string' ? text : ''}${Array.isArray(content) ? content.map(wordsOf).join('') : ''}`;
}

function document(content: AdfNode[]): AdfDocument {
  return { type: 'doc', version: 1, content };
}

function section(title: string, lines: string[]): AdfNode[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, LINES_MAX).map((line) => item(words(line)));
  return [
    { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: title }] },
    { type: 'bulletList', content: shown },
  ];
}

function item(...content: AdfNode[]): AdfNode {
  return { type: 'listItem', content: [paragraph(...content)] };
}

function paragraph(...content: AdfNode[]): AdfNode {
  return { type: 'paragraph', content };
}

function strong(text: string): AdfNode {
  return { type: 'text', text, marks: [{ type: 'strong' }] };
}

/** An empty text node is refused. */
function words(text: string): AdfNode {
  return { type: 'text', text: text === '' ? '–' : cutText(text, LINE_MAX * 3) };
}
