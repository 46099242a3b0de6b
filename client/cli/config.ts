// What the CLI is told by its environment, and the files that the running stack leaves for it. No zod: a CLI must start fast.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';
import { CliError, EXIT } from './cli-error';
import type { CliIo } from './io';

const DEFAULT_API_URL = 'http://127.0.0.1:8080';

/** Narrower than this nothing is readable. */
const COLUMNS_MIN = 60;

export interface CliConfig {
  /** State of the local stack. */
  home: string;
  apiUrl: string;
  /** Absent when none was given and no stack has written one. */
  token?: string;
  /** Folder with rules, policies, playbooks. */
  configFolder: string;
  /** TEMPORAL_* as given, with the running stack's address where none is. */
  temporalEnv: CliIo['env'];
}

/** Variables first, then what the running stack wrote into its home. @throws CliError 78 naming the key */
export function readCliConfig({ env, cwd }: Pick<CliIo, 'env' | 'cwd'>): CliConfig {
  const home = resolve(cwd, given(env, 'PENSTOCK_HOME') ?? '.penstock');
  const apiUrl = given(env, 'PENSTOCK_API_URL') ?? contents(join(home, 'api-url')) ?? DEFAULT_API_URL;
  if (!/^https?:\/\/[^/\s]+/.test(apiUrl)) {
    throw new CliError(
      EXIT.badEnvironment,
      `PENSTOCK_API_URL: expected http(s)://host:port`,
      'correct or unset it',
    );
  }
  const token = given(env, 'PENSTOCK_TOKEN') ?? tokenFile(env) ?? contents(join(home, 'token'));
  return {
    home,
    apiUrl: apiUrl.replace(/\/+$/, ''),
    ...(token === undefined ? {} : { token }),
    configFolder: resolve(cwd, given(env, 'PENSTOCK_CONFIG') ?? 'config'),
    temporalEnv: { ...env, TEMPORAL_ADDRESS: given(env, 'TEMPORAL_ADDRESS') ?? addressOfStack(home) },
  };
}

/** Where the running stack's Temporal listens, as `stack.json` in its home says. */
function addressOfStack(home: string): string | undefined {
  return /"temporal": "([^"]+)"/.exec(contents(join(home, 'stack.json')) ?? '')?.[1];
}

function tokenFile(env: CliIo['env']): string | undefined {
  const path = given(env, 'PENSTOCK_TOKEN_FILE');
  if (path === undefined) return undefined;
  const token = contents(path);
  if (token !== undefined) return token;
  throw new CliError(
    EXIT.badEnvironment,
    `PENSTOCK_TOKEN_FILE: ${path} cannot be read or is empty`,
    'correct or unset it',
  );
}

function given(env: CliIo['env'], name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function contents(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The real outside. */
export function processIo(): CliIo {
  return {
    env: process.env,
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: process.stdin.isTTY && process.stderr.isTTY,
    async ask(question) {
      const terminal = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await terminal.question(question);
      } finally {
        terminal.close();
      }
    },
    redraws: process.stdout.isTTY,
    columns: process.stdout.isTTY ? Math.max(COLUMNS_MIN, process.stdout.columns) : Infinity,
    sleep: (ms, until) => setTimeout(ms, undefined, until && { signal: until }).catch(() => undefined),
    interrupted() {
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
      return stop.signal;
    },
    now: () => Date.now(),
  };
}
