// The environment of a grown worker process, checked once.
import { z } from 'zod';
import { incidentPagesOf, type Links } from '../domain/incident-links';
import { readEnvironment } from '../integrations/secrets/environment';

const Schema = z.object({
  DATABASE_URL: z.string({ error: 'is needed: the PostgreSQL of the store' }),
  PENSTOCK_CONFIG: z.string().default('config'),
  PENSTOCK_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Workflows kept in memory; more memory, fewer replays. */
  PENSTOCK_WORKFLOW_CACHE: z.coerce.number().int().min(10).default(250),
  /** Where the container's health check asks; 0 = nowhere. */
  PENSTOCK_WORKER_HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(9090),
  PENSTOCK_HOST: z.string().default('127.0.0.1'),
  /** Where people reach the API and its console: links in chat and tickets lead there. */
  PENSTOCK_PUBLIC_URL: z.url().optional(),
  PENSTOCK_TEMPORAL_UI_URL: z.url().optional(),
});

export interface WorkerConfig {
  databaseUrl: string;
  configFolder: string;
  logLevel: string;
  workflowCache: number;
  healthPort: number;
  host: string;
  publicUrl?: string;
  temporalUi?: string;
  /** TEMPORAL_* for the SDK's envconfig, and references in configuration files. */
  environment: NodeJS.ProcessEnv;
}

/** @throws EnvironmentError naming the key. */
export function workerConfig(env: NodeJS.ProcessEnv = process.env): WorkerConfig {
  const e = readEnvironment(Schema, env);
  return {
    databaseUrl: e.DATABASE_URL,
    configFolder: e.PENSTOCK_CONFIG,
    logLevel: e.PENSTOCK_LOG_LEVEL,
    workflowCache: e.PENSTOCK_WORKFLOW_CACHE,
    healthPort: e.PENSTOCK_WORKER_HEALTH_PORT,
    host: e.PENSTOCK_HOST,
    ...(e.PENSTOCK_PUBLIC_URL === undefined ? {} : { publicUrl: e.PENSTOCK_PUBLIC_URL }),
    ...(e.PENSTOCK_TEMPORAL_UI_URL === undefined ? {} : { temporalUi: e.PENSTOCK_TEMPORAL_UI_URL }),
    environment: env,
  };
}

/** The addresses that chat and tickets link to. */
export function linksOf({ publicUrl, temporalUi }: WorkerConfig, namespace: string): Links {
  return {
    namespace,
    ...(temporalUi === undefined ? {} : { temporalUi }),
    ...(publicUrl === undefined ? {} : { console: incidentPagesOf(publicUrl) }),
  };
}
