// What the API process is told by its environment. A bad value stops the start and names its key.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { EnvironmentError, readEnvironment } from '../integrations/secrets/environment';
import type { AccessToken } from './auth';

const Port = z.coerce.number().int().min(0).max(65535);

const Environment = z.object({
  PENSTOCK_HOST: z.string().min(1).default('127.0.0.1'),
  PENSTOCK_PORT: Port.default(8080),
  PENSTOCK_CONFIG: z.string().min(1).default('config'),
  PENSTOCK_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'expected postgres://…'),
  /** The administrator's token. */
  PENSTOCK_TOKEN: z.string().min(16).optional(),
  /** Lines of `personId sha256-of-their-token`; usually given as PENSTOCK_TOKENS_FILE. */
  PENSTOCK_TOKENS: z.string().min(1).optional(),
  PENSTOCK_TEMPORAL_UI_URL: z.url().optional(),
  /** Where people reach us, when that is not where we listen (behind a proxy). */
  PENSTOCK_PUBLIC_URL: z.url().optional(),
  PENSTOCK_TRUST_PROXY: z.enum(['true', 'false']).default('false'),
});

export interface IngressConfig {
  host: string;
  port: number;
  configFolder: string;
  logLevel: string;
  databaseUrl: string;
  adminToken?: string;
  tokens: AccessToken[];
  temporalUi?: string;
  publicUrl?: string;
  trustProxy: boolean;
  /** TEMPORAL_* for the connection. */
  env: Record<string, string | undefined>;
}

/** @throws when a value is missing or bad; the message names the key. */
export function readConfig(env: Record<string, string | undefined> = process.env): IngressConfig {
  const e = readEnvironment(Environment, env);
  return {
    host: e.PENSTOCK_HOST,
    port: e.PENSTOCK_PORT,
    configFolder: e.PENSTOCK_CONFIG,
    logLevel: e.PENSTOCK_LOG_LEVEL,
    databaseUrl: e.DATABASE_URL,
    ...(e.PENSTOCK_TOKEN === undefined ? {} : { adminToken: e.PENSTOCK_TOKEN }),
    tokens: readTokens(e.PENSTOCK_TOKENS ?? ''),
    ...(e.PENSTOCK_TEMPORAL_UI_URL === undefined ? {} : { temporalUi: e.PENSTOCK_TEMPORAL_UI_URL }),
    ...(e.PENSTOCK_PUBLIC_URL === undefined ? {} : { publicUrl: e.PENSTOCK_PUBLIC_URL }),
    trustProxy: e.PENSTOCK_TRUST_PROXY === 'true',
    env,
  };
}

/** How a token is known here: only by its hash. */
export function accessToken(token: string, personId: string): AccessToken {
  return { hash: createHash('sha256').update(token).digest('hex'), personId };
}

function readTokens(text: string): AccessToken[] {
  return text.split('\n').flatMap((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return [];
    const [, personId, hash] = /^(\S+)\s+([0-9a-f]{64})$/i.exec(line) ?? [];
    if (personId === undefined || hash === undefined)
      throw new EnvironmentError(`PENSTOCK_TOKENS: line ${index + 1} is not "personId sha256-in-hex"`);
    return [{ personId, hash: hash.toLowerCase() }];
  });
}
