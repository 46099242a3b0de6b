// A versioned prompt and how a question is put into it. Evidence goes in as JSON lines between two marks that no text can guess.
import { FAILURE_CLASSES, SUGGESTED_ACTIONS } from '../failure-class';
import { redact } from '../redaction';
import { CITATIONS_MAX, SUMMARY_CHARS_MAX } from './answer';
import { FITTING_ACTIONS } from './fitting-actions';
import type { ModelQuestion } from './question';

export interface Prompt {
  name: string;
  version: number;
  owner: string;
  changelog: { version: number; date: string; change: string }[];
  /** What the model is to do; holds no word of the incident. */
  system: string;
  /** The incident. */
  user: string;
}

export const SYSTEM_PLACEHOLDERS = [
  'classes',
  'actions',
  'fitting',
  'summaryCharsMax',
  'citationsMax',
] as const;
export const USER_PLACEHOLDERS = [
  'provider',
  'service',
  'candidates',
  'rows',
  'boundary',
  'evidence',
] as const;
type Placeholder = (typeof SYSTEM_PLACEHOLDERS)[number] | (typeof USER_PLACEHOLDERS)[number];

export const PLACEHOLDER = /\{\{\s*([A-Za-z]\w*)\s*\}\}/g;

/** `diagnose@1` */
export function promptId({ name, version }: Pick<Prompt, 'name' | 'version'>): string {
  return `${name}@${version}`;
}

/** `boundary` is random, one a call: a text cannot close what it stands in. Redacts whatever goes in. */
export function renderPrompt(
  prompt: Prompt,
  question: ModelQuestion,
  boundary: string,
): { system: string; user: string } {
  const values: Record<Placeholder, string> = {
    classes: FAILURE_CLASSES.join(', '),
    actions: SUGGESTED_ACTIONS.join(', '),
    fitting: FAILURE_CLASSES.map((one) => `${one}: ${FITTING_ACTIONS[one].join(', ')}`).join('\n'),
    summaryCharsMax: String(SUMMARY_CHARS_MAX),
    citationsMax: String(CITATIONS_MAX),
    provider: question.provider,
    service: redact(question.service),
    candidates:
      question.candidates.map(({ class: named, why }) => line({ class: named, why })).join('\n') || 'none',
    rows: question.allowRows ? 'may be quoted' : 'are left out',
    boundary,
    evidence: question.evidence.map(({ id, kind, at, text }) => line({ id, kind, at, text })).join('\n'),
  };
  return { system: filled(prompt.system, values), user: filled(prompt.user, values) };
}

/** In one pass: what is put in is not looked at again, whatever braces it holds. */
function filled(template: string, values: Record<string, string>): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
}

/** One line of JSON: no text can begin a line of its own. */
function line(fields: Record<string, string>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, redact(text)])));
}
