// Health, readiness and the answer to a webhook.
import { z } from 'zod';

export const HealthAnswer = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

export const ReadinessAnswer = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  })
  .meta({ id: 'Readiness' });

export const DeliveryAnswer = z
  .object({
    incidentId: z.string().nullable(),
    ignored: z.string().exactOptional().meta({ description: 'Why the delivery opens nothing.' }),
  })
  .meta({ id: 'DeliveryAccepted', description: 'Temporal has the event.' });
