// An incident as a mail in plain text: nothing in it can format, run or load anything.
import type { Notice } from '../../domain/notice/notice';
import { cutText, plainText } from '../../domain/notice/plain-text';
import { endingOf, factsOf, isOver, linksOf, nextOf, titleOf } from '../../domain/notice/told';
import { diagnosisLines, proofLines } from '../../domain/notice/told-diagnosis';
import { approvalLines, optionLines, planLines } from '../../domain/notice/told-plan';

const SUBJECT_MAX = 200;
const LINE_MAX = 900;

export interface MailText {
  subject: string;
  text: string;
}

/** @param called people whose decision is awaited, by name */
export function mailOf({ incident, progress }: Notice, called: string[]): MailText {
  const awaited = called.length > 0 ? [`A decision is awaited from ${called.join(', ')}.`] : [];
  const news = progress.map(({ at, text }) => `${plainText(text)} (${at})`);
  const parts = [
    [...awaited, ...(isOver(incident) ? endingOf(incident) : [nextOf(incident)])].join('\n'),
    section('What happened', news),
    section('What is wrong', diagnosisLines(incident)),
    section('Proposed', planLines(incident)),
    section('Instead', optionLines(incident)),
    section('Approval', approvalLines(incident)),
    section('Proof', proofLines(incident)),
    factsOf(incident)
      .map(({ label, value }) => `${label}: ${value}`)
      .join('\n'),
    linksOf(incident)
      .map(({ title, url }) => `${title}: ${url}`)
      .join('\n'),
  ];
  const text = parts.filter((part) => part !== '').join('\n\n');
  return { subject: cutText(titleOf(incident), SUBJECT_MAX), text: `${text}\n` };
}

function section(title: string, lines: string[]): string {
  if (lines.length === 0) return '';
  return `${title}\n${lines.map((line) => `- ${cutText(line, LINE_MAX)}`).join('\n')}`;
}
