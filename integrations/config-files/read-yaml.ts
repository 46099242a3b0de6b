// One YAML file, parsed with positions and checked against its shape; every mistake names line and column.
import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument, isNode, isMap, isScalar, type Document } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from './did-you-mean';
import { knownKeys } from './known-keys';
import { resolveReferences } from './references';

type Path = (string | number)[];

/** `at` answers `label:line:column` of what stands at a path, for checks across files. */
export interface ReadFile<T> {
  value: T;
  text: string;
  at: (path: Path) => string;
}

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
  if (document.errors.length > 0) {
    return {
      mistakes: document.errors.map((e) => `${place(e.pos[0])} ${e.message.split('\n')[0] ?? 'is not YAML'}`),
    };
  }
  const at = (where: Path) => place(offsetOf(document, where));
  const plain: unknown = document.toJS({ maxAliasCount: 100 });
  const { value, faults } = env ? resolveReferences(plain, env) : { value: plain, faults: [] };
  if (faults.length > 0)
    return { mistakes: faults.map((fault) => `${at(fault.path)} ${fault.path.join('.')}: ${fault.message}`) };
  const checked = schema.safeParse(value);
  if (checked.success) return { value: checked.data, text, at };
  const tell = teller(document, schema, place);
  return { mistakes: [...new Set(checked.error.issues.flatMap((issue) => tell(issue, [])))] };
}

/** Turns an issue of the schema into lines that say what was found where, and what was expected. */
function teller(document: Document, schema: unknown, place: (offset: number) => string) {
  return function tell(issue: z.core.$ZodIssue, parent: Path): string[] {
    const path = [...parent, ...issue.path.filter((part) => typeof part !== 'symbol')];
    const found: unknown = path.length === 0 ? document.toJS() : document.getIn(path);
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
    if (issue.code !== 'invalid_value') return [`${spot} ${name}: ${issue.message}`];
    const known = issue.values.map(String);
    const expected = `expected ${known.length > 1 ? 'one of ' : ''}${known.join(', ')}`;
    if (typeof found !== 'string') return [`${spot} ${name}: is no word; ${expected}`];
    return [`${spot} ${name}: unknown "${found}"${hint(found, known)}; ${expected}`];
  };
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

/** Where the value at `path` begins, or its nearest ancestor that exists. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function offsetOfKey(document: Document, path: Path, key: string): number {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  return pair && isNode(pair.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}
