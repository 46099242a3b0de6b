// Fivetran's REST answers as far as we read them (official OpenAPI document, version 2). Unknown keys are ignored,
// and what that document forgets to mark as nullable is nullable here.
import { z } from 'zod';
import { moment, number, oddText, setupTestSchema, text } from './wire-parts.schema';

/** `details` is a string in the OpenAPI document and an object in recorded answers; we do not read it. */
const alertSchema = z.object({ code: oddText, type: oddText, message: oddText });
const alerts = z
  .array(alertSchema.nullable().catch(null))
  .transform((all) => all.flatMap((alert) => alert ?? []))
  .nullish()
  .catch(null);

/** The `schedule` object (alpha) overrides sync_frequency where it is present. */
const scheduleSchema = z.object({
  schedule_type: text,
  interval: number.nullish().catch(null),
  days_of_week: z.array(z.string()).nullish().catch(null),
  cron: oddText,
});

export const connectionSchema = z.object({
  id: z.string(),
  service: z.string(),
  schema: oddText,
  group_id: z.string(),
  paused: z.boolean(),
  sync_frequency: number.nullish().catch(null),
  schedule_type: oddText,
  daily_sync_time: oddText,
  schedule: scheduleSchema.nullish().catch(null),
  hybrid_deployment_agent_id: oddText,
  succeeded_at: moment,
  failed_at: moment,
  status: z.object({
    setup_state: oddText,
    sync_state: oddText,
    update_state: oddText,
    rescheduled_for: oddText,
    tasks: alerts,
    warnings: alerts,
  }),
  /** Secrets are masked: `"******"`. */
  config: z.record(z.string(), z.json()).nullish().catch(null),
  setup_tests: z.array(setupTestSchema).nullish(),
});
export type WireConnection = z.infer<typeof connectionSchema>;

/** What one stage of a sync moved. */
const volumeSchema = z.object({ rows: number.nullish(), records: number.nullish(), bytes: number.nullish() });

/** /sync-history is newer than the OpenAPI document and its field names vary between sources: accept each. */
export const syncSchema = z.object({
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
});
export type WireSync = z.infer<typeof syncSchema>;

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

/** A Function's or Connector SDK connection's own cursors. */
export const stateSchema = z.object({ state: z.json().nullish() });
