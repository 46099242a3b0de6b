// Airbyte's answers as far as we read them: public API (absent instead of null) and config API (epoch seconds).
import { z } from 'zod';
import { catalogDiffSchema } from './insights';

const text = z.string().nullish();
const number = z.number().nullish();
/** IDs of jobs are numbers on the wire and strings everywhere in this product. */
const id = z.union([z.number(), z.string()]).transform(String);

/** The public endpoint also says token_type; the config endpoint only the token; expires_in may be absent. */
export const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: number });

export const jobSchema = z.object({
  jobId: id,
  status: z.string(),
  jobType: z.string(),
  /** Creation of the job; Java drops seconds that are zero (`2026-08-01T01:30Z`). */
  startTime: text,
  /** Only when the job has ended. */
  lastUpdatedAt: text,
  connectionId: text,
  bytesSynced: number,
  rowsSynced: number,
});
export type WireJob = z.infer<typeof jobSchema>;
export const jobsSchema = z.object({ data: z.array(jobSchema) });

/** Loose: what we do not know of a stream's configuration must survive being sent back by PATCH. */
const configuredStreamSchema = z.looseObject({
  name: z.string(),
  namespace: text,
  cursorField: z.array(z.string()).nullish(),
  primaryKey: z.array(z.array(z.string())).nullish(),
  selectedFields: z.array(z.looseObject({ fieldPath: z.array(z.string()) })).nullish(),
});
export type ConfiguredStream = z.infer<typeof configuredStreamSchema>;

export const connectionSchema = z.object({
  connectionId: z.string(),
  name: z.string(),
  sourceId: z.string(),
  destinationId: z.string(),
  workspaceId: z.string(),
  status: z.string(),
  statusReason: text,
  schedule: z.object({ scheduleType: text, cronExpression: text, basicTiming: text }).nullish(),
  tags: z.array(z.object({ name: z.string() })).nullish(),
  configurations: z.object({ streams: z.array(configuredStreamSchema).nullish() }).nullish(),
});
export type WireConnection = z.infer<typeof connectionSchema>;

export const sourceSchema = z.object({ name: z.string(), sourceType: text });
export const destinationSchema = z.object({ name: z.string() });
export const workspacesSchema = z.object({
  data: z.array(z.object({ workspaceId: z.string(), name: z.string() })),
});

/** `streamnamespace` is spelt so by Airbyte; both spellings are read. Field types are not part of this answer. */
export const streamsSchema = z.array(
  z.object({
    streamName: z.string(),
    streamnamespace: text,
    streamNamespace: text,
    propertyFields: z.array(z.array(z.string())).nullish(),
    syncModes: z.array(z.string()).nullish(),
    defaultCursorField: z.array(z.string()).nullish(),
    sourceDefinedPrimaryKey: z.array(z.array(z.string())).nullish(),
  }),
);
export type DiscoveredStream = z.infer<typeof streamsSchema>[number];

// Config API.
export const webBackendConnectionSchema = z.object({
  schemaChange: text,
  catalogDiff: catalogDiffSchema.nullish().catch(undefined),
});

/** Any field of a failure but its timestamp may be missing. */
const failureReasonSchema = z.object({
  failureOrigin: text,
  failureType: text,
  externalMessage: text,
  internalMessage: text,
  stacktrace: text,
});
export type WireFailureReason = z.infer<typeof failureReasonSchema>;

const attemptSchema = z.object({
  failureSummary: z.object({ failures: z.array(failureReasonSchema).nullish() }).nullish(),
});
/** `get_without_logs` wraps each attempt once more than `jobs/list` does. */
export const jobInfoSchema = z.object({
  attempts: z.array(attemptSchema.extend({ attempt: attemptSchema.nullish() })).nullish(),
});
export type WireJobInfo = z.infer<typeof jobInfoSchema>;

export const startedJobSchema = z.object({ job: z.object({ id }) });
export const checkSchema = z.object({ status: z.string(), message: text });
