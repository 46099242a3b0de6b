// One YAML file, parsed with positions and checked against its shape; every mistake names line and column.
import { readFile } from 'node:fs/promises';
import { isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from './did-you-mean';
import { knownKeys } from './known-keys';
import { resolveReferences } from './references';
import { deadAliases, nodeAt, offsetOf, offsetOfKey, type Path } from './yaml-place';

/** `at` answers `label:line:column` of what stands at a path, for checks across files. */
export interface ReadFile<T> {
  value: T;
  text: string;
  /** Files that its references were read from. */
  references: string[];
  at: (path: Path) => string;
}

/** Far more than people write; a file that multiplies itself is refused. */
const ALIASES_MAX = 100;

export type ReadResult<T> = ReadFile<T> | { mistakes: string[] };

/** `label` is how messages name the file. References to secrets are resolved only where `env` is given. */
export async function readYaml<T>(
  path: string,
  label: string,
  schema: z.ZodType<T>,
  env?: NodeJS.ProcessEnv,
): Promise<ReadResult<T>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return { mistakes: [`${label} cannot be read`] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${label}:${line}:${col}`;
  };
  const unreadable = syntaxMistakes(document, place);
  if (unreadable.length > 0) return { mistakes: unreadable };
  const at = (where: Path) => place(offsetOf(document, where));
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch {
    return { mistakes: [`${at([])} its aliases refer to themselves or to too much`] };
  }
  const { value, faults, files } = env
    ? resolveReferences(plain, env)
    : { value: plain, faults: [], files: [] };
  if (faults.length > 0)
    return { mistakes: faults.map((fault) => `${at(fault.path)} ${fault.path.join('.')}: ${fault.message}`) };
  const checked = schema.safeParse(value);
  if (checked.success) return { value: checked.data, text, references: files, at };
  const tell = teller(document, schema, place);
  return { mistakes: [...new Set(checked.error.issues.flatMap((issue) => tell(issue, [])))] };
}

/** What is wrong before any shape is looked at. A warning counts: an unknown tag would be dropped in silence. */
function syntaxMistakes(document: Document, place: (offset: number) => string): string[] {
  const said = [...document.errors, ...document.warnings].map(
    ({ pos, message }) => `${place(pos[0])} ${message.split('\n')[0] ?? 'is not YAML'}`,
  );
  if (said.length > 0) return said;
  return deadAliases(document).map(
    ({ source, offset }) =>
      `${place(offset)} *${source} is an alias of nothing; text that begins with * needs quotes: '*${source}'`,
  );
}

/** Turns an issue of the schema into lines that say what was found where, and what was expected. */
function teller(document: Document, schema: unknown, place: (offset: number) => string) {
  return function tell(issue: z.core.$ZodIssue, parent: Path): string[] {
    const path = [...parent, ...issue.path.filter((part) => typeof part !== 'symbol')];
    const node = nodeAt(document, path);
    const found: unknown = isScalar(node) ? node.value : node;
    if (issue.code === 'invalid_union') {
      const nearest = nearestBranch(issue.errors);
      if (nearest.length > 0) return nearest.flatMap((inner) => tell(inner, path));
    }
    if (issue.code === 'unrecognized_keys') {
      const known = knownKeys(schema, path);
      return issue.keys.map(
        (key) => `${place(offsetOfKey(document, path, key))} unknown key "${key}"${hint(key, known)}`,
      );
    }
    const spot = place(offsetOf(document, path));
    const name = path.join('.') || 'the file';
    if (found === undefined || found === null) return [`${spot} ${name}: is missing`];
    const known = knownWords(issue);
    if (known.length === 0) return [`${spot} ${name}: ${issue.message}`];
    const expected = `expected ${known.length > 1 ? 'one of ' : ''}${known.join(', ')}`;
    if (typeof found !== 'string') return [`${spot} ${name}: is no word; ${expected}`];
    return [`${spot} ${name}: unknown "${found}"${hint(found, known)}; ${expected}`];
  };
}

/** The words that may stand there, when the issue is about words: of a list, or of what tells two forms apart. */
function knownWords(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  const options: unknown = issue.code === 'invalid_union' && 'options' in issue ? issue.options : [];
  return Array.isArray(options) ? options.map(String) : [];
}

/** Of several allowed forms the one that was probably meant: that whose mistakes lie deepest. */
function nearestBranch(branches: z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  const depth = (issues: z.core.$ZodIssue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  const filled = branches.filter((branch) => branch.length > 0);
  return filled.sort((a, b) => depth(b) - depth(a))[0] ?? [];
}

function hint(word: string, known: string[]): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? '' : ` (did you mean "${meant}"?)`;
}
