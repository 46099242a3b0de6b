// What a model answered, and whether it may be shown as a proposal. Its words are input like any other: nothing is believed.
import {
  FAILURE_CLASSES,
  SUGGESTED_ACTIONS,
  type FailureClass,
  type SuggestedAction,
} from '../failure-class';
import { redact } from '../redaction';
import { addressesReader } from './addressed-text';
import { FITTING_ACTIONS } from './fitting-actions';
import type { ModelQuestion } from './question';

export interface Citation {
  evidenceId: string;
  /** Words of that evidence, as they stand there. */
  quote: string;
}

export interface Proposal {
  class: FailureClass;
  action: SuggestedAction;
  /** 0..1, the model's own. */
  confidence: number;
  summary: string;
  citations: Citation[];
}

/** Why an answer is not used. */
export type AnswerFault =
  'shape' | 'undecided' | 'class' | 'action' | 'confidence' | 'summary' | 'citation' | 'addressed_evidence';

export type Judgement = { ok: true; proposal: Proposal } | { ok: false; fault: AnswerFault; reason: string };

export const SUMMARY_CHARS_MAX = 400;
export const CITATIONS_MAX = 6;
/** A shorter quote would be found in any text. */
const QUOTE_CHARS_MIN = 5;
const QUOTE_CHARS_MAX = 300;
/** A summary is shown on cards where people click. */
const LINK = /\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.|\]\(/i;

/** Accepts only what stands in closed lists and quotes the evidence it names. Pure; never throws. */
export function judgeAnswer(answer: unknown, question: ModelQuestion): Judgement {
  const tainted = question.evidence.find(({ text }) => addressesReader(text));
  if (tainted)
    return no('addressed_evidence', `evidence ${tainted.id} speaks to its reader; no model is heard on it`);
  if (!isRecord(answer)) return no('shape', 'the answer is no JSON object');
  if (answer['class'] === 'unknown') return no('undecided', 'the model cannot tell either');
  const named = FAILURE_CLASSES.find((one) => one === answer['class']);
  if (!named) return no('class', 'the answer names no failure class of the list');
  const action = SUGGESTED_ACTIONS.find((one) => one === answer['action']);
  if (!action) return no('action', 'the answer names no action of the list');
  if (!FITTING_ACTIONS[named].includes(action)) return no('action', `${action} is no answer to ${named}`);
  const { confidence, summary } = answer;
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1))
    return no('confidence', 'the confidence is no number from 0 to 1');
  if (typeof summary !== 'string' || summary.trim() === '') return no('summary', 'the answer has no summary');
  if (summary.length > SUMMARY_CHARS_MAX)
    return no('summary', `the summary is longer than ${SUMMARY_CHARS_MAX} characters`);
  if (addressesReader(summary)) return no('summary', 'the summary speaks to its reader');
  if (LINK.test(summary)) return no('summary', 'the summary holds a link');
  const citations = citationsOf(answer['citations'], question);
  if (typeof citations === 'string') return no('citation', citations);
  return {
    ok: true,
    proposal: { class: named, action, confidence, summary: redact(oneLine(summary)), citations },
  };
}

/** The citations, or what is wrong with them. */
function citationsOf(given: unknown, { evidence }: ModelQuestion): Citation[] | string {
  if (!Array.isArray(given) || given.length === 0) return 'the answer cites nothing';
  if (given.length > CITATIONS_MAX) return `the answer has more than ${CITATIONS_MAX} citations`;
  const citations: Citation[] = [];
  for (const one of given as unknown[]) {
    if (!isRecord(one)) return 'a citation is no JSON object';
    const { evidenceId, quote } = one;
    const cited = evidence.find(({ id }) => id === evidenceId);
    if (!cited) return 'a citation names no evidence that exists';
    if (typeof quote !== 'string' || quote.length > QUOTE_CHARS_MAX) return 'a citation has no short quote';
    const words = oneLine(quote);
    if (words.length < QUOTE_CHARS_MIN) return `a quote is shorter than ${QUOTE_CHARS_MIN} characters`;
    if (!oneLine(cited.text).includes(words)) return `a quote does not stand in evidence ${cited.id}`;
    citations.push({ evidenceId: cited.id, quote: words });
  }
  return citations;
}

/** Line ends and runs of blanks count as one blank. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function no(fault: AnswerFault, reason: string): Judgement {
  return { ok: false, fault, reason };
}
