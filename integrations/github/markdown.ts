// An incident as GitHub Markdown. What others wrote is inert: it formats nothing, links nowhere and calls nobody.
import type { Incident } from '../../domain/incident';
import type { Progress } from '../../domain/notice/notice';
import { cutText, plainText } from '../../domain/notice/plain-text';
import { endingOf, factsOf, linksOf, nextOf } from '../../domain/notice/told';
import { diagnosisLines, proofLines } from '../../domain/notice/told-diagnosis';
import { approvalLines, optionLines, planLines } from '../../domain/notice/told-plan';

/** Vendor: an issue's body and a comment hold 65,536 characters. */
const BODY_MAX = 60_000;
const LINE_MAX = 2000;
/** Zero width: shown as nothing, and enough that GitHub no longer sees a name, a reference or an address. */
const BREAK = '\u200b';

/** The issue's body; the marker is how it is found again. */
export function bodyOf(incident: Incident): string {
  const facts = factsOf(incident).map(({ label, value }) => `| ${label} | ${inert(value)} |`);
  const links = linksOf(incident).map(
    ({ title, url }) => `[${title}](<${url.replace(/[<>\s\\]/g, encodeURIComponent)}>)`,
  );
  const parts = [
    issueMarker(incident.id),
    ['| | |', '| --- | --- |', ...facts].join('\n'),
    section('What is wrong', diagnosisLines(incident)),
    section('Proposed', planLines(incident)),
    section('Instead', optionLines(incident)),
    section('Approval', approvalLines(incident)),
    section('Proof', proofLines(incident)),
    section('How it ended', endingOf(incident)),
    `**What happens next:** ${inert(nextOf(incident))}`,
    links.join(' · '),
  ];
  return cutText(parts.filter((part) => part !== '').join('\n\n'), BODY_MAX);
}

/** One line of progress as a comment of its own. */
export function progressComment({ key, at, text }: Progress): string {
  return `${lineMarker(key)}\n${inert(cutText(plainText(text), LINE_MAX))} (${at})`;
}

/** `logins` are called; the sentence after them is what happens next. */
export function askingComment(incident: Incident, logins: string[], key: string): string {
  const names = logins.map((login) => `@${login}`).join(' ');
  return `${lineMarker(key)}\n${names} ${inert(nextOf(incident))}`;
}

export function issueMarker(incidentId: string): string {
  return `<!-- penstock:${incidentId} -->`;
}

function lineMarker(key: string): string {
  return `<!-- penstock-line:${Buffer.from(key).toString('base64url')} -->`;
}

/** Markdown, HTML, mathematics, mentions, references and bare addresses are all made words. */
export function inert(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()<>#+\-.!|~&=^]/g, '\\$&')
    .replace(/\$/g, '<span>$</span>')
    .replace(/@(?=[\w-])/g, `@${BREAK}`)
    .replace(/\\#(?=\d)/g, `\\#${BREAK}`)
    .replace(/\b(GH\\-)(?=\d)/gi, `$1${BREAK}`)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/\bwww\\\./gi, (www) => `www${BREAK}${www.slice(3)}`);
}

function section(title: string, lines: string[]): string {
  if (lines.length === 0) return '';
  return `### ${title}\n${lines.map((line) => `- ${inert(line)}`).join('\n')}`;
}
