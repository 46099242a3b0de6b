// Shape of config/model.yaml and of the environment of a model. Everything has a default: without the file they hold.
import { z } from 'zod';
import type { ModelSettings } from './settings';

const count = z.number().int().positive();
const price = z.strictObject({ input: z.number().min(0), output: z.number().min(0) });
const host = z
  .string()
  .regex(
    /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/,
    'give host or host:port, in lower case',
  );

const BudgetsSchema = z.strictObject({
  callsPerIncident: count.default(4),
  tokensPerIncident: count.default(40_000),
  tokensPerDay: count.default(2_000_000),
  usdPerDay: z.number().positive().default(20),
});

const SpecSchema = z
  .strictObject({
    promptVersion: count.default(1),
    budgets: BudgetsSchema.default(BudgetsSchema.parse({})),
    prices: z.record(z.string(), price).default({}),
    zeroRetentionRequired: z.boolean().default(false),
    allowedHosts: z.array(host).default([]),
    rowsAllowedTags: z.array(z.string().min(1)).default([]),
  })
  .refine((spec) => !spec.zeroRetentionRequired || spec.allowedHosts.length > 0, {
    path: ['allowedHosts'],
    message: 'zeroRetentionRequired needs the hosts with which that has been agreed',
  });

export const ModelFileSchema = z
  .strictObject({
    apiVersion: z.literal('penstock/v1'),
    kind: z.literal('ModelSettings'),
    spec: SpecSchema,
  })
  .transform(({ spec }): ModelSettings => spec);

/** What holds without a file. */
export const DEFAULT_MODEL_SETTINGS: ModelSettings = SpecSchema.parse({});

/** A model is configured by its name; without one the rules are alone. */
export const ModelEnvironmentSchema = z.object({
  OPENAI_API_KEY: z.string().default(''),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'is no http(s) URL' })
    .default('https://api.openai.com/v1'),
  PENSTOCK_MODEL: z
    .string()
    .regex(/^[\w.:/@+-]{1,120}$/, 'is no name of a model')
    .optional(),
});
