// Fivetran's REST answers as far as we read them (official OpenAPI document, version 2). Unknown keys are ignored,
// and what that document forgets to mark as nullable is nullable here.
import { z } from 'zod';

const text = z.string().nullish();
const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

/** Every answer: `{code, message?, data?}`; actions such as /sync answer without data. */
export const actionSchema = z.object({ code: z.string(), message: text });

interface Envelope<T> {
  code: string;
  message?: string | null | undefined;
  data: T;
}

export function envelopeSchema<T>(data: z.ZodType<T>): z.ZodType<Envelope<T>> {
  // TypeScript cannot see through zod's mapped object type while T is open; the keys stand two lines up.
  return z.object({ code: z.string(), message: text, data });
}

/** `details` is a string in the OpenAPI document and an object in recorded answers; we do not read it. */
const alertSchema = z.object({ code: text, type: text, message: text });

const setupTestSchema = z.object({ title: text, status: z.string(), message: text });

/** The `schedule` object (alpha) overrides sync_frequency where it is present. */
const scheduleSchema = z.object({
  schedule_type: text,
  interval: number.nullish(),
  days_of_week: z.array(z.string()).nullish(),
  cron: text,
});

export const connectionSchema = z.object({
  id: z.string(),
  service: z.string(),
  schema: z.string(),
  group_id: z.string(),
  paused: z.boolean(),
  sync_frequency: number.nullish(),
  schedule_type: text,
  schedule: scheduleSchema.nullish(),
  succeeded_at: text,
  failed_at: text,
  status: z.object({
    setup_state: text,
    sync_state: text,
    rescheduled_for: text,
    tasks: z.array(alertSchema).nullish(),
    warnings: z.array(alertSchema).nullish(),
  }),
  setup_tests: z.array(setupTestSchema).nullish(),
});
export type WireConnection = z.infer<typeof connectionSchema>;
export type WireSetupTest = z.infer<typeof setupTestSchema>;

/** What one stage of a sync moved. */
const volumeSchema = z.object({ rows: number.nullish(), records: number.nullish(), bytes: number.nullish() });

/** /sync-history is newer than the OpenAPI document and its field names vary between sources: accept each. */
export const syncHistorySchema = z.object({
  items: z.array(
    z.object({
      sync_id: text,
      id: text,
      status: text,
      sync_status: text,
      sync_type: text,
      is_historical_sync: z.boolean().nullish(),
      start: text,
      start_time: text,
      started_at: text,
      sync_start: text,
      end: text,
      end_time: text,
      ended_at: text,
      completed_at: text,
      sync_end: text,
      reason: text,
      message: text,
      task_type: text,
      load: volumeSchema.nullish(),
      extract: volumeSchema.nullish(),
    }),
  ),
});
export type WireSync = z.infer<typeof syncHistorySchema>['items'][number];

/** /errors (private preview): the best machine-readable reason for a failure where it is offered. */
export const errorsSchema = z.object({
  items: z.array(z.object({ type: text, title: text, reason: text, message: text, created_at: text })),
});
export type WireError = z.infer<typeof errorsSchema>['items'][number];

/** /warnings groups by table; the page for reading calls the kind `code`, the page for dismissing `type`. */
export const warningsSchema = z.object({
  items: z.array(
    z.object({
      schema: text,
      table: text,
      warnings: z.array(z.object({ code: text, type: text, message: text })).nullish(),
    }),
  ),
});
export type WireTableWarnings = z.infer<typeof warningsSchema>['items'][number];

export const groupSchema = z.object({ id: z.string(), name: z.string() });

export const accountInfoSchema = z.object({
  account_id: text,
  account_name: text,
  user_id: text,
  system_key_id: text,
});
