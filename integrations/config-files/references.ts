// Secrets by reference: `${env:NAME}` and `${file:/path}` inside any text of a configuration file.
import { readFileSync } from 'node:fs';

const REFERENCE = /\$\{(env|file):([^}]{1,500})\}/g;
/** Looks like a reference and is none: `${NAME}` taken literally would be a password that nobody meant. */
const NEARLY = /\$\{(?!(?:env|file):[^}]{1,500}\})/;

export interface ReferenceFault {
  /** Where in the document the reference stands. */
  path: (string | number)[];
  message: string;
}

/**
 * The value with every reference replaced, those that could not be (named by reference, never by value), and the
 * files that were read for it.
 */
export function resolveReferences(
  value: unknown,
  env: NodeJS.ProcessEnv,
): { value: unknown; faults: ReferenceFault[]; files: string[] } {
  const faults: ReferenceFault[] = [];
  const files = new Set<string>();
  const resolve = (node: unknown, path: (string | number)[]): unknown => {
    if (typeof node === 'string') {
      if (NEARLY.test(node))
        faults.push({ path, message: 'write a reference as ${env:NAME} or ${file:/path}' });
      return node.replace(REFERENCE, (whole, kind: string, name: string) => {
        if (kind === 'file') files.add(name);
        const found = kind === 'env' ? fromEnvironment(name, env) : fromFile(name);
        if ('fault' in found) faults.push({ path, message: found.fault });
        return 'fault' in found ? whole : found.value;
      });
    }
    if (Array.isArray(node)) return node.map((item, index) => resolve(item, [...path, index]));
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, item]) => [key, resolve(item, [...path, key])]),
    );
  };
  return { value: resolve(value, []), faults, files: [...files] };
}

type Found = { value: string } | { fault: string };

function fromEnvironment(name: string, env: NodeJS.ProcessEnv): Found {
  const value = env[name];
  return value ? { value } : { fault: `the environment variable ${name} is not set` };
}

function fromFile(path: string): Found {
  try {
    const value = readFileSync(path, 'utf8').trim();
    return value ? { value } : { fault: `the file ${path} is empty` };
  } catch {
    return { fault: `the file ${path} cannot be read` };
  }
}
