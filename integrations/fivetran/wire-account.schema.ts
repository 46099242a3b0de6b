// What belongs to a Fivetran account and not to one connection: keys, groups, destinations, agents, webhooks.
import { z } from 'zod';
import { number, setupTestSchema, text } from './wire-parts.schema';

export const groupSchema = z.object({ id: z.string(), name: z.string() });

export type WireAccountInfo = z.infer<typeof accountInfoSchema>;
export const accountInfoSchema = z.object({
  account_id: text,
  account_name: text,
  user_id: text,
  system_key_id: text,
});

/** What a system key may do; its `key` and `secret` are not read. */
export const systemKeySchema = z.object({
  expired_at: text,
  permissions: z
    .array(
      z.object({
        resource_type: text,
        access_level: text,
        resource_filter: z
          .object({ ids: z.array(z.string()).nullish(), group_ids: z.array(z.string()).nullish() })
          .nullish(),
      }),
    )
    .nullish(),
});
export type WireSystemKey = z.infer<typeof systemKeySchema>;

/** The secret comes back masked and is not read. */
export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()).nullish(),
  active: z.boolean(),
  group_id: text,
});
export type WireWebhook = z.infer<typeof webhookSchema>;

/** Answered 200 whether or not the delivery was taken. */
export const webhookTestSchema = z.object({ succeed: z.boolean(), status: number.nullish(), message: text });

export const connectCardSchema = z.object({ connect_card: z.object({ uri: z.url() }) });

/** `setup_status` is in capitals in the OpenAPI document and in lower case in its examples. */
export const destinationSchema = z.object({
  service: text,
  setup_status: text,
  setup_tests: z.array(setupTestSchema).nullish().catch(null),
});

export const agentSchema = z.object({
  display_name: text,
  online: z.boolean().nullish(),
  enabled: z.boolean().nullish(),
  last_used_at: text,
});
