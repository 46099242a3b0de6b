// A diagnosis for people at a terminal: what it is, which rule said so on which words, and what came second.
import pc from 'picocolors';
import type { Diagnosis } from '../../domain/diagnosis';
import type { LiveDiagnosis } from '../../domain/live-diagnosis';
import type { Explanation, MessageDiagnosis } from '../diagnose-message';
import { wrap } from './wrap';

const FINGERPRINT_SHOWN = 200;

/** One row; with the reasons under it where they were asked for. */
export function messageText({ explanation, ...found }: MessageDiagnosis): string {
  const row = `${found.id}  ${verdict(found)}  ${found.ruleId ?? '-'}`;
  return explanation === undefined ? row : [row, ...reasons(explanation)].join('\n');
}

function reasons({ why, matched, alternatives, fingerprint }: Explanation): string[] {
  return [
    labelled('because', why),
    ...(matched === undefined ? [] : [labelled('words', `"${matched}"`)]),
    ...second(alternatives),
    ...(fingerprint === '' ? [] : [labelled('known by', fingerprint.slice(0, FINGERPRINT_SHOWN))]),
  ];
}

function second(alternatives: Diagnosis['alternatives']): string[] {
  if (alternatives.length === 0) return [labelled('second', 'nothing else fits')];
  return alternatives.map((other) => labelled('second', `${other.class} by ${other.ruleId}: ${other.why}`));
}

/** How a connection stands, and what its trouble rests on. */
export function liveText({ connection: c, health, readAt, diagnosis, providerUrl }: LiveDiagnosis): string {
  const name = `${c.provider}/${c.account}/${c.connectionId}`;
  return [
    pc.bold(wrap(`${c.name} (${name}): ${health}`)),
    wrap(`${c.service} to ${c.destination}, read ${readAt}`, '  '),
    ...(diagnosis ? trouble(diagnosis) : ['  Nothing is wrong that its facts would show.']),
    ...(providerUrl === null ? [] : [`  ${providerUrl}`]),
  ].join('\n');
}

function trouble(diagnosis: Diagnosis): string[] {
  return [
    `  ${verdict(diagnosis)}  ${diagnosis.ruleId ?? diagnosis.decidedBy}`,
    wrap(diagnosis.summary, '  '),
    ...diagnosis.evidence.map((item) => wrap(`[${item.id}] ${item.text}`, '    ')),
    ...second(diagnosis.alternatives),
  ];
}

function verdict(found: Pick<Diagnosis, 'class' | 'confidence' | 'band' | 'action'>): string {
  return `${found.class}  ${found.confidence.toFixed(2)} (${found.band})  ${found.action}`;
}

function labelled(label: string, text: string): string {
  return wrap(`${label}: ${text}`, '    ');
}
