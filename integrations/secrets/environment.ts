// The environment of a process, checked once at its start; each key also as KEY_FILE.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A bad value: names the key and what was expected, never the value. Callers exit 78. */
export class EnvironmentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EnvironmentError';
  }
}

/** Parses the environment. Empty values count as absent. @throws EnvironmentError */
export function readEnvironment<T>(schema: z.ZodType<T>, env: NodeJS.ProcessEnv): T {
  const given: Record<string, string> = {};
  for (const [key, value] of Object.entries(env)) if (value) given[key] = value;
  for (const [key, path] of Object.entries(given)) {
    const name = key.replace(/_FILE$/, '');
    if (
      name !== key &&
      given[name] === undefined &&
      /^(PENSTOCK|DATABASE|TEMPORAL|OPENAI|SLACK)/.test(name)
    ) {
      given[name] = contents(key, path);
    }
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EnvironmentError(
    `${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? 'has a bad value'}`,
  );
}

function contents(key: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new EnvironmentError(`${key}: the file ${path} cannot be read`);
  }
}
