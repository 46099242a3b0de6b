// Airbyte's lists as the sweep reads them: rows are parsed one by one, so lists are lists of anything.
import { z } from 'zod';
import { jobInfoSchema } from '../wire.schema';

const text = z.string().nullish();
const number = z.number().nullish();
const id = z.union([z.number(), z.string()]).transform(String);
/** The config API's times, bounded to what a Date can hold. */
const epochSeconds = z.number().min(0).max(8_640_000_000_000);

export const dataSchema = z.object({ data: z.array(z.unknown()) });
export const namedEndSchema = z.object({
  sourceId: text,
  destinationId: text,
  name: z.string(),
  sourceType: text,
});

/** `web_backend/connections/list`: schemaChange without side effect; servers of before cursors tell no count. */
export const rowsSchema = z.object({ connections: z.array(z.unknown()), numConnections: number });
export const rowSchema = z.object({
  connectionId: z.string(),
  name: z.string(),
  status: z.string(),
  scheduleType: text,
  scheduleData: z
    .object({
      basicSchedule: z.object({ timeUnit: z.string(), units: z.number() }).nullish(),
      cron: z.object({ cronExpression: z.string() }).nullish(),
    })
    .nullish(),
  /** `sourceName` is the connector's (`Google Ads`), `name` this source's. */
  source: z.object({ name: z.string(), sourceName: text, sourceType: text }),
  destination: z.object({ name: z.string() }),
  latestSyncJobStatus: text,
  latestSyncJobCreatedAt: epochSeconds.nullish(),
  schemaChange: text,
  tags: z.array(z.object({ name: z.string() })).nullish(),
});
export type WireRow = z.infer<typeof rowSchema>;

/** `connections/status`. */
export const statusesSchema = z.array(z.unknown());
export const statusSchema = z.object({
  connectionId: z.string(),
  lastSuccessfulSync: epochSeconds.nullish(),
  lastSyncJobId: id.nullish(),
  activeJob: z.object({ id, createdAt: epochSeconds.nullish() }).nullish(),
});
export type WireStatus = z.infer<typeof statusSchema>;

/** `jobs/list_for_workspaces`: a job with its attempts. */
export const configJobsSchema = z.object({ jobs: z.array(z.unknown()) });
export const configJobSchema = z.object({
  job: z.object({
    id,
    configType: z.string(),
    configId: z.string(),
    createdAt: epochSeconds,
    updatedAt: epochSeconds,
    status: z.string(),
    aggregatedStats: z.object({ recordsCommitted: number, bytesCommitted: number }).nullish(),
  }),
  attempts: jobInfoSchema.shape.attempts,
});
export type WireConfigJob = z.infer<typeof configJobSchema>;
