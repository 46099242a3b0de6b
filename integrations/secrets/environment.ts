// The environment of a process, checked once at its start; each key of its schema may also be given as KEY_FILE.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A bad value: names the key and what was expected, never the value. Callers exit 78. */
export class EnvironmentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EnvironmentError';
  }
}

/** Parses the environment. Empty values count as absent; KEY wins over KEY_FILE. @throws EnvironmentError */
export function readEnvironment<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv): z.output<S> {
  const given: Record<string, string> = {};
  for (const [key, value] of Object.entries(env)) if (value) given[key] = value;
  // Only the keys that are asked for: SSL_CERT_FILE and the like mean something else.
  for (const key of Object.keys(schema.shape)) {
    const path = given[`${key}_FILE`];
    if (path !== undefined && given[key] === undefined) given[key] = contents(`${key}_FILE`, path);
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  throw new EnvironmentError(faults.join('\n'));
}

function contents(key: string, path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch {
    throw new EnvironmentError(`${key}: the file ${path} cannot be read`);
  }
  if (text === '') throw new EnvironmentError(`${key}: the file ${path} is empty`);
  return text;
}
