// Shape of config/freezes.yaml: change freezes that are known in advance.
import { z } from 'zod';
import { ProviderWord, listOf } from '../config-word.schema';
import { DAYS, isZone } from '../policy/time-window';
import { present } from '../present';
import type { FreezeWindow } from './brake';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as 09:30');
const Moment = z.iso.datetime({ offset: true, error: 'write a moment as 2026-12-24T18:00:00+01:00' });

const Window = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    why: z.string().min(1).max(300),
    provider: ProviderWord.optional(),
    account: z.string().optional(),
    connectionId: z.string().optional(),
    suppress: z.boolean().default(false),
    time: z
      .strictObject({
        days: listOf(z.enum(DAYS)).optional(),
        from: Clock,
        to: Clock,
        zone: z.string().refine(isZone, 'is no IANA time zone such as Europe/Berlin'),
      })
      .optional(),
    between: z
      .strictObject({ from: Moment, to: Moment })
      .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'ends before it begins')
      .optional(),
  })
  .refine(({ time, between }) => time !== undefined || between !== undefined, 'give it `time` or `between`')
  .transform(({ id, why, suppress, time, between, ...scope }): FreezeWindow => ({
    ...{ id, why, scope: present(scope) },
    ...(suppress && { suppress }),
    ...(time && { time: present(time) }),
    ...(between && { between }),
  }));

export const FreezesFileSchema = z.strictObject({
  apiVersion: z.literal('penstock/v1'),
  kind: z.literal('Freezes'),
  spec: z.strictObject({ windows: z.array(Window).default([]) }).prefault({}),
});
