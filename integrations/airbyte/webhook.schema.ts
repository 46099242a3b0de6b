// Airbyte's notification body: Slack text and blocks, and for sync results a structured `data` (absent in older releases).
import { z } from 'zod';

const text = z.string().nullish();
const party = z.object({ id: z.string().min(1), name: text });

const airbyteNotificationDataSchema = z.object({
  connection: party,
  jobId: z.union([z.number(), z.string()]).transform(String).nullish(),
  success: z.boolean(),
  startedAt: text,
  finishedAt: text,
  recordsCommitted: z.number().nullish(),
  errorMessage: text,
  errorType: text,
  errorOrigin: text,
});

export const airbyteWebhookSchema = z
  .object({
    text,
    /** Slack blocks: only their texts are read. */
    blocks: z.array(z.unknown()).nullish(),
    data: airbyteNotificationDataSchema.nullish(),
  })
  .refine((body) => body.text || body.data, { path: ['text'], message: 'expected text or data' });
export type AirbyteWebhook = z.infer<typeof airbyteWebhookSchema>;
