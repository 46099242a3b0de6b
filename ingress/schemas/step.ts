// Steps of a plan as answers.
import { z } from 'zod';
import type { SyncSchedule } from '../../domain/connection-state';
import { PROVIDER_STEP_KINDS, type Step } from '../../domain/step';
import { answerOf } from './answer';
import { count, json, time } from './plain';

export const stepKind = z.enum([...PROVIDER_STEP_KINDS, 'wait', 'handoff']);

export const ScheduleAnswer = answerOf<SyncSchedule>()(
  'SyncSchedule',
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('interval'), everyMs: z.number() }),
    z.object({ kind: z.literal('cron'), expression: z.string(), approximateMs: z.number() }),
    z.object({ kind: z.literal('manual') }),
  ]),
  'How often a connection syncs by itself.',
);

const choice = z.object({
  schema: z.string(),
  table: z.string(),
  column: z.string().exactOptional(),
  enabled: z.boolean(),
});

const params = z.object({
  until: time.exactOptional(),
  forMs: z.number().exactOptional(),
  instruction: z.string().exactOptional(),
  url: z.string().exactOptional(),
  scope: z.array(z.string()).exactOptional(),
  schedule: ScheduleAnswer.exactOptional(),
  settings: z.record(z.string(), json).exactOptional(),
  selection: z.array(choice).exactOptional(),
  state: json.exactOptional(),
  restore: json.exactOptional(),
  putBack: z.literal(true).exactOptional(),
});

export const StepAnswer = answerOf<Step>()(
  'Step',
  z.object({
    id: z.string(),
    kind: stepKind,
    target: z.string(),
    params,
    status: z.enum([
      ...(['planned', 'blocked', 'running', 'applied'] as const),
      ...(['not_applied', 'unknown', 'compensated', 'skipped'] as const),
    ]),
    attempts: count,
    startedAt: time.nullable(),
    endedAt: time.nullable(),
    outcome: z.string().nullable(),
    undo: z.enum(PROVIDER_STEP_KINDS).exactOptional(),
  }),
  'One intended change at a provider, one wait or one hand-off.',
);
