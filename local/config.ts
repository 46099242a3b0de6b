// The embedded stack's environment, checked once.
import { resolve } from 'node:path';
import { z } from 'zod';
import { readEnvironment } from '../integrations/secrets/environment';

/** Room above a base port for its neighbours (the simulators take four). */
const PORT_MAX = 65_532;

const port = (fallback: number) =>
  z.coerce
    .number({ error: 'is not a number' })
    .int('is not a port')
    .min(0, 'is not a port')
    .max(PORT_MAX, `is not a port up to ${PORT_MAX}`)
    .default(fallback);

const Schema = z.object({
  PENSTOCK_HOME: z.string().default('.penstock'),
  PENSTOCK_HOST: z.string().default('127.0.0.1'),
  PENSTOCK_PORT: port(8080),
  PENSTOCK_SIM_PORT: port(4010),
  PENSTOCK_TEMPORAL_PORT: port(7233),
  PENSTOCK_TEMPORAL_UI_PORT: port(8233),
  PENSTOCK_CONFIG: z.string().default('config'),
  PENSTOCK_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'expected trace, debug, info, warn, error, fatal or silent',
    })
    .default('warn'),
  PENSTOCK_PUBLIC_URL: z.url({ error: 'expected https://…' }).optional(),
  TEMPORAL_ADDRESS: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://…')
    .optional(),
});

export interface LocalConfig {
  home: string;
  host: string;
  ports: { api: number; simulators: number; temporal: number; temporalUi: number };
  configFolder: string;
  logLevel: string;
  /** Where people reach the stack, when that is not where it listens. */
  publicUrl: string | undefined;
  /** A server that is already running. */
  temporalAddress: string | undefined;
  /** PostgreSQL instead of the store under `home`. */
  databaseUrl: string | undefined;
  /** Did a person choose this port? Then another is not taken in its stead. */
  asked(variable: string): boolean;
  /** For child processes and references in configuration files. */
  environment: NodeJS.ProcessEnv;
}

/** @throws EnvironmentError naming the key. */
export function localConfig(env: NodeJS.ProcessEnv = process.env): LocalConfig {
  const e = readEnvironment(Schema, env);
  return {
    home: resolve(e.PENSTOCK_HOME),
    host: e.PENSTOCK_HOST,
    ports: {
      api: e.PENSTOCK_PORT,
      simulators: e.PENSTOCK_SIM_PORT,
      temporal: e.PENSTOCK_TEMPORAL_PORT,
      temporalUi: e.PENSTOCK_TEMPORAL_UI_PORT,
    },
    configFolder: resolve(e.PENSTOCK_CONFIG),
    logLevel: e.PENSTOCK_LOG_LEVEL,
    publicUrl: e.PENSTOCK_PUBLIC_URL,
    temporalAddress: e.TEMPORAL_ADDRESS,
    databaseUrl: e.DATABASE_URL,
    asked: (variable) => Boolean(env[variable]),
    environment: env,
  };
}

/** Are stack traces wanted? Readable before the rest is, since the rest may be what is wrong. */
export function wantsTraces(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.PENSTOCK_LOG_LEVEL === 'debug' || env.PENSTOCK_LOG_LEVEL === 'trace';
}
