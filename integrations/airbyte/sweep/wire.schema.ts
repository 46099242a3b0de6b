// Airbyte's lists as the sweep reads them: rows are parsed one by one, so lists are lists of anything.
import { z } from 'zod';
import { jobInfoSchema } from '../wire.schema';

const text = z.string().nullish();
const number = z.number().nullish();
const id = z.union([z.number(), z.string()]).transform(String);

export const dataSchema = z.object({ data: z.array(z.unknown()) });
export const namedEndSchema = z.object({
  sourceId: text,
  destinationId: text,
  name: z.string(),
  sourceType: text,
});

/** `web_backend/connections/list`: no pages of its own but the last ID; schemaChange without side effect. */
export const rowsSchema = z.object({ connections: z.array(z.unknown()) });
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
  source: z.object({ sourceId: z.string(), name: z.string(), sourceName: text }),
  destination: z.object({ destinationId: z.string(), name: z.string() }),
  isSyncing: z.boolean().nullish(),
  schemaChange: text,
  tags: z.array(z.object({ name: z.string() })).nullish(),
});
export type WireRow = z.infer<typeof rowSchema>;

/** `connections/status`, times in epoch seconds. */
export const statusSchema = z.object({
  connectionId: z.string(),
  connectionSyncStatus: z.string(),
  lastSuccessfulSync: number,
  lastSyncJobId: id.nullish(),
  lastSyncJobCreatedAt: number,
  activeJob: z.object({ id, createdAt: number }).nullish(),
});
export type WireStatus = z.infer<typeof statusSchema>;

/** `jobs/list_for_workspaces`: a job with its attempts, times in epoch seconds. */
export const configJobsSchema = z.object({ jobs: z.array(z.unknown()) });
export const configJobSchema = z.object({
  job: z.object({
    id,
    configType: z.string(),
    configId: z.string(),
    createdAt: z.number(),
    updatedAt: z.number(),
    status: z.string(),
    aggregatedStats: z.object({ recordsCommitted: number, bytesCommitted: number }).nullish(),
  }),
  attempts: jobInfoSchema.shape.attempts,
});
export type WireConfigJob = z.infer<typeof configJobSchema>;
