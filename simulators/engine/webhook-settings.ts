// The body of `POST /_sim/webhooks`: where the provider's webhooks go, and how badly they travel.
import { z } from 'zod';

const numberOrRange = z.union([z.number().min(0), z.tuple([z.number().min(0), z.number().min(0)])]);

/**
 * `url: null` stops them. `repeat` and `delayMs` take a number or a `[min, max]` pair drawn from the seeded PRNG.
 * `reorder: true` holds deliveries for 250 ms (a number: that many ms) and sends them shuffled. `dropRate` loses that
 * share of copies. `retrySeconds` replaces the provider's own ladder of waits after a failed delivery ([] = no retry).
 * `signatureCase` is Fivetran's; the vendor's samples disagree on the letter case of the hex digest.
 * The settings of travel also apply to webhooks registered through the provider's own API.
 */
export const webhookSettings = z.strictObject({
  url: z.url().nullable(),
  secret: z.string().min(1).nullable().default(null),
  repeat: numberOrRange.default(1),
  delayMs: numberOrRange.default(0),
  reorder: z.union([z.boolean(), z.number().min(0)]).default(false),
  dropRate: z.number().min(0).max(1).default(0),
  retrySeconds: z.array(z.number().min(0)).nullable().default(null),
  timeoutMs: z.number().min(1).default(10_000),
  signatureCase: z.enum(['upper', 'lower']).default('upper'),
});
export type WebhookSettings = z.infer<typeof webhookSettings>;

export const noWebhooks: WebhookSettings = webhookSettings.parse({ url: null });
