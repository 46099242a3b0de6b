// Shape of config/accounts.yaml, after references to secrets were resolved.
import { z } from 'zod';
import type { AccountConfig } from './account';
import { DurationSchema } from './duration.schema';
import { present } from './present';

/** Defaults keep an account of 5,000 connections under 300 calls an hour at either provider. */
function sweepOf(every: number, inventoryEvery: number) {
  return z
    .strictObject({
      every: z.union([z.literal('never').transform(() => 0), DurationSchema]).default(every),
      inventoryEvery: DurationSchema.default(inventoryEvery),
      stuckAfter: DurationSchema.default(6 * HOUR_MS),
      lateAfter: DurationSchema.default(90 * MINUTE_MS),
    })
    .prefault({});
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const common = {
  name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'use a-z, 0-9 and -'),
  webhookSecrets: z.array(z.string().min(8, 'use at least 8 characters')).max(2).default([]),
  readTimeout: DurationSchema.default(30_000),
  writeTimeout: DurationSchema.default(90_000),
  access: z.enum(['read_write', 'read_only']).default('read_write'),
  tenant: z.string().min(1).default('default'),
  environment: z.string().min(1).optional(),
  connectionTags: z.record(z.string(), z.record(z.string(), z.string())).default({}),
};

const Fivetran = z.strictObject({
  provider: z.literal('fivetran'),
  ...common,
  baseUrl: z.url().default('https://api.fivetran.com'),
  apiKey: z.string().min(1),
  apiSecret: z.string().min(1),
  write: z.strictObject({ apiKey: z.string().min(1), apiSecret: z.string().min(1) }).optional(),
  connectCards: z.boolean().default(false),
  platformLog: z
    .strictObject({ databaseUrl: z.url(), schema: z.string().default('fivetran_metadata') })
    .optional(),
  // 5,000 connections are five pages: 48 sweeps an hour stay under 300 calls.
  sweep: sweepOf(75_000, HOUR_MS),
  requestsPerSecond: z.number().positive().default(5),
});

const Airbyte = z.strictObject({
  provider: z.literal('airbyte'),
  ...common,
  baseUrl: z.url().default('https://api.airbyte.com/v1'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  write: z.strictObject({ clientId: z.string().min(1), clientSecret: z.string().min(1) }).optional(),
  workspaceIds: z.array(z.string().min(1)).default([]),
  sweep: sweepOf(5 * MINUTE_MS, HOUR_MS),
  configApiUrl: z.url().optional(),
  consoleBaseUrl: z.url().optional(),
  requestsPerSecond: z.number().positive().default(2),
});

const Account = z.discriminatedUnion('provider', [Fivetran, Airbyte]).transform((account): AccountConfig => {
  const { readTimeout, writeTimeout, sweep, ...rest } = account;
  const times = {
    readTimeoutMs: readTimeout,
    writeTimeoutMs: writeTimeout,
    sweep: {
      everyMs: sweep.every,
      inventoryEveryMs: sweep.inventoryEvery,
      stuckAfterMs: sweep.stuckAfter,
      lateAfterMs: sweep.lateAfter,
    },
  };
  return { ...present(rest), ...times };
});

export const AccountsFileSchema = z.strictObject({ accounts: z.array(Account) });
