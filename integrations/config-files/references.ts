// Secrets by reference: `${env:NAME}` and `${file:/path}` inside any text of a configuration file.
import { readFileSync } from 'node:fs';

const REFERENCE = /\$\{(env|file):([^}]{1,500})\}/g;

/** The value with every reference replaced. @throws Error naming key and reference, never a value. */
export function resolveReferences(value: unknown, env: NodeJS.ProcessEnv, key = ''): unknown {
  if (typeof value === 'string') {
    return value.replace(REFERENCE, (_whole, kind: string, name: string) =>
      kind === 'env' ? fromEnvironment(name, env, key) : fromFile(name, key),
    );
  }
  if (Array.isArray(value))
    return value.map((item, index) => resolveReferences(item, env, `${key}[${index}]`));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        resolveReferences(member, env, key ? `${key}.${name}` : name),
      ]),
    );
  }
  return value;
}

function fromEnvironment(name: string, env: NodeJS.ProcessEnv, key: string): string {
  const value = env[name];
  if (value === undefined || value === '')
    throw new Error(`${key}: the environment variable ${name} is not set`);
  return value;
}

function fromFile(path: string, key: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new Error(`${key}: the file ${path} cannot be read`);
  }
}
