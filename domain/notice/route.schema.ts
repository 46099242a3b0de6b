// Shape of config/routes/*.yaml: who hears of which incident where.
import { z } from 'zod';
import { ProviderWord, SeverityWord, listOf } from '../config-word.schema';
import { DurationSchema } from '../duration.schema';
import { DAYS, isZone } from '../policy/time-window';
import { present } from '../present';
import { SURFACE_KINDS } from './notice';
import type { Route } from './route';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as 09:30');

const QuietHours = z.strictObject({
  days: listOf(z.enum(DAYS)).optional(),
  from: Clock,
  to: Clock,
  zone: z.string().refine(isZone, 'is no IANA time zone such as Europe/Berlin'),
  severity: listOf(SeverityWord).default(['warning', 'info']),
});

const Digest = z.strictObject({
  at: Clock,
  zone: z.string().refine(isZone, 'is no IANA time zone such as Europe/Berlin'),
  days: listOf(z.enum(DAYS)).optional(),
  instead: listOf(SeverityWord).default(['info']),
});

const RouteSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    match: z
      .strictObject({
        provider: listOf(ProviderWord).optional(),
        account: listOf(z.string()).optional(),
        connectionId: listOf(z.string()).optional(),
        tags: z.record(z.string(), z.string()).optional(),
        severity: listOf(SeverityWord).optional(),
      })
      .prefault({}),
    to: z
      .array(z.strictObject({ surface: z.enum(SURFACE_KINDS), place: z.string().min(1).max(300).optional() }))
      .min(1),
    remindEvery: DurationSchema.optional(),
    quietHours: QuietHours.optional(),
    group: z.strictObject({ after: z.number().int().min(1).max(100), within: DurationSchema }).optional(),
    digest: Digest.optional(),
  })
  .transform(({ id, match, to, remindEvery, quietHours, group, digest }): Route => ({
    ...{ id, match: present(match), to: to.map(present) },
    ...(remindEvery === undefined ? {} : { remindEveryMs: remindEvery }),
    ...(quietHours === undefined ? {} : { quiet: quietOf(quietHours) }),
    ...(group === undefined ? {} : { group: { after: group.after, withinMs: group.within } }),
    ...(digest === undefined ? {} : { digest: present(digest) }),
  }));

function quietOf({ severity, ...time }: z.output<typeof QuietHours>): NonNullable<Route['quiet']> {
  return { time: present(time), severities: severity };
}

export const RoutesFileSchema = z.strictObject({
  apiVersion: z.literal('penstock/v1'),
  kind: z.literal('Routes'),
  metadata: z.strictObject({ name: z.string() }),
  spec: z.strictObject({ routes: z.array(RouteSchema).default([]) }).prefault({}),
});
