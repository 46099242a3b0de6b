// Fivetran's webhook body: one flat object whose connection may go by its old name (`connector_id`) or its new one.
import { z } from 'zod';

const text = z.string().nullish();

export const fivetranWebhookSchema = z.object({
  event: z.string().min(1),
  created: z.string().refine((value) => !Number.isNaN(Date.parse(value)), 'expected a timestamp'),
  connector_id: text,
  connection_id: text,
  connector_name: text,
  connection_name: text,
  /** Absent in test deliveries and in events that concern no sync. */
  sync_id: text,
  /** Only for sync_end is its shape known; other events put anything here. */
  data: z.unknown().optional(),
});
export type FivetranWebhook = z.infer<typeof fivetranWebhookSchema>;

/** `data` of sync_end; the set of statuses is open. */
export const syncEndSchema = z.object({
  status: z.string(),
  reason: text,
  taskType: text,
  rescheduledAt: text,
});
