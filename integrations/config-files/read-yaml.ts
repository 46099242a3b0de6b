// One YAML file, parsed with positions and checked against its shape; every mistake names line and column.
import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument, isNode, isMap, isScalar, type Document } from 'yaml';
import { z } from 'zod';
import { didYouMean } from './did-you-mean';

export type ReadResult<T> = { value: T; text: string } | { mistakes: string[] };

/** `label` is how messages name the file. `prepare` may change values (references to secrets) before the check. */
export async function readYaml<T>(
  path: string,
  label: string,
  schema: z.ZodType<T>,
  prepare: (value: unknown) => unknown = (value) => value,
): Promise<ReadResult<T>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return { mistakes: [`${label} cannot be read`] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${label}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    return {
      mistakes: document.errors.map((e) => `${at(e.pos[0])} ${e.message.split('\n')[0] ?? 'is not YAML'}`),
    };
  }
  let plain: unknown;
  try {
    plain = prepare(document.toJS());
  } catch (error) {
    return { mistakes: [`${label} ${error instanceof Error ? error.message : String(error)}`] };
  }
  const checked = schema.safeParse(plain);
  if (checked.success) return { value: checked.data, text };
  return { mistakes: checked.error.issues.flatMap((issue) => tell(issue, document, at)) };
}

function tell(issue: z.core.$ZodIssue, document: Document, at: (offset: number) => string): string[] {
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat();
    const [deepest] = [...inner].sort((a, b) => b.path.length - a.path.length);
    if (deepest) return tell({ ...deepest, path: [...issue.path, ...deepest.path] }, document, at);
  }
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(siblingsOf(issue));
    return issue.keys.map(
      (key) => `${at(offsetOfKey(document, path, key))} unknown key "${key}"${hint(key, known)}`,
    );
  }
  const place = at(offsetOf(document, path));
  const found: unknown = document.getIn(path);
  const name = path.join('.') || 'the file';
  if (issue.code === 'invalid_value' && found !== undefined) {
    const known = issue.values.map(String);
    return [
      `${place} ${name}: unknown "${String(found)}"${hint(String(found), known)}; expected ${known.length > 1 ? 'one of ' : ''}${known.join(', ')}`,
    ];
  }
  return [`${place} ${name}: ${found === undefined ? 'is missing' : issue.message}`];
}

/** zod does not say which keys a strict object knows; words of this product's files are few. */
function siblingsOf(_issue: z.core.$ZodIssue): Record<string, true> {
  return Object.fromEntries(KNOWN_KEYS.map((key) => [key, true]));
}

const KNOWN_KEYS = (
  'apiVersion kind metadata name version spec defaults rules id why match mode severity approval never timings quorum groups ' +
  'escalateTo provider account connectionId tags class band action symptom anyStep onlySteps afterHandoff destructive ' +
  'approvalExpires approvalEscalates settle readBackEvery verifyWithin verifyAtLeastIntervals verifyPoll handoffPoll stuckAfter ' +
  'retryBackoff steps options untilRetryAt for instruction undo onlyIf title consequence replan source priority when service ' +
  'httpStatus code origin anyOf allOf noneOf confidence examples counterExamples accounts people role baseUrl apiKey apiSecret ' +
  'clientId clientSecret configApiUrl consoleBaseUrl webhookSecrets requestsPerSecond readTimeout writeTimeout connectionTags'
).split(' ');

function hint(word: string, known: string[]): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? '' : ` (did you mean "${meant}"?)`;
}

/** Where the value at `path` begins, or its nearest ancestor that exists. */
function offsetOf(document: Document, path: (string | number)[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function offsetOfKey(document: Document, path: (string | number)[], key: string): number {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  return pair && isNode(pair.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}
