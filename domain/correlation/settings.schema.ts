// Shape of config/correlation.yaml, after references to secrets were resolved. Without the file the defaults hold:
// the store alone is asked, nothing outside.
import { z } from 'zod';
import { DurationSchema } from '../duration.schema';
import { present } from '../present';
import { TEMPLATE_FIELDS, unknownFields } from './query-template';
import type { CorrelationSettings } from './settings';

const MINUTE_MS = 60_000;
const TIME_LIMIT_MAX_MS = 20_000;

const Query = z.strictObject({
  name: z.string().min(1).max(80),
  query: z
    .string()
    .min(1)
    .max(2000)
    .refine((query) => unknownFields(query).length === 0, {
      error: `a query may name ${TEMPLATE_FIELDS.map((field) => `{{${field}}}`).join(', ')}`,
    }),
  unit: z.string().max(20).optional(),
});

const common = { name: z.string().min(1).max(40), queries: z.array(Query).min(1).max(5) };

const Source = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('prometheus'),
    baseUrl: z.url(),
    token: z.string().min(1).optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('datadog'),
    baseUrl: z.url().default('https://api.datadoghq.com'),
    apiKey: z.string().min(1),
    applicationKey: z.string().min(1),
  }),
]);

const Spec = z.strictObject({
  window: DurationSchema.default(120 * MINUTE_MS),
  timeLimit: DurationSchema.default(3000).refine((ms) => ms <= TIME_LIMIT_MAX_MS, {
    error: 'an incident waits for this: 20s at most',
  }),
  statusPages: z.strictObject({ fivetran: z.url().optional(), airbyte: z.url().optional() }).prefault({}),
  metrics: z.array(Source).max(5).default([]),
});

const settingsOf = ({ window, timeLimit, statusPages, metrics }: z.infer<typeof Spec>) => ({
  ...{ windowMs: window, timeLimitMs: timeLimit },
  statusPages: present(statusPages),
  metrics: metrics.map((source) => ({
    ...present(source),
    queries: source.queries.map((query) => present(query)),
  })),
});

export const CorrelationFileSchema = z
  .strictObject({
    apiVersion: z.literal('penstock/v1'),
    kind: z.literal('Correlation'),
    spec: Spec.prefault({}),
  })
  .transform(({ spec }): CorrelationSettings => settingsOf(spec));

/** What holds without a file. */
export const DEFAULT_CORRELATION: CorrelationSettings = settingsOf(Spec.parse({}));
