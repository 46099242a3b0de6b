// Shape of config/accounts.yaml, after references to secrets were resolved.
import { z } from 'zod';
import type { AccountConfig } from './account';
import { DurationSchema } from './duration.schema';

const common = {
  name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'use a-z, 0-9 and -'),
  webhookSecrets: z.array(z.string().min(8, 'use at least 8 characters')).max(2).default([]),
  readTimeout: DurationSchema.default(30_000),
  writeTimeout: DurationSchema.default(90_000),
  connectionTags: z.record(z.string(), z.record(z.string(), z.string())).default({}),
};

const Fivetran = z.strictObject({
  provider: z.literal('fivetran'),
  ...common,
  baseUrl: z.url().default('https://api.fivetran.com'),
  apiKey: z.string().min(1),
  apiSecret: z.string().min(1),
  requestsPerSecond: z.number().positive().default(5),
});

const Airbyte = z.strictObject({
  provider: z.literal('airbyte'),
  ...common,
  baseUrl: z.url().default('https://api.airbyte.com/v1'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  configApiUrl: z.url().optional(),
  consoleBaseUrl: z.url().optional(),
  requestsPerSecond: z.number().positive().default(2),
});

const Account = z.discriminatedUnion('provider', [Fivetran, Airbyte]).transform((account): AccountConfig => {
  const { readTimeout, writeTimeout, ...rest } = account;
  const times = { readTimeoutMs: readTimeout, writeTimeoutMs: writeTimeout };
  if (rest.provider === 'fivetran') return { ...rest, ...times };
  const { configApiUrl, consoleBaseUrl, ...airbyte } = rest;
  return {
    ...airbyte,
    ...times,
    ...(configApiUrl === undefined ? {} : { configApiUrl }),
    ...(consoleBaseUrl === undefined ? {} : { consoleBaseUrl }),
  };
});

export const AccountsFileSchema = z.strictObject({ accounts: z.array(Account) });
