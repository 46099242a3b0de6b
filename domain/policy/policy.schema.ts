// Shape of config/policies/*.yaml.
import { z } from 'zod';
import {
  ActionWord,
  BandWord,
  DiagnosedClassWord,
  ForbiddenWord,
  ModeWord,
  ProviderWord,
  SeverityWord,
  StepWord,
  SymptomWord,
  listOf,
} from '../config-word.schema';
import { DurationSchema } from '../duration.schema';
import { DAYS, isZone } from './time-window';

/** Beyond this a deadline is no longer a date that a timer can hold. */
const DAYS_MAX = 366;
/** Polling faster than this would only load the provider and the history. */
const POLL_MS_MIN = 100;

const Span = DurationSchema.refine((ms) => ms <= DAYS_MAX * 86_400_000, `use at most ${DAYS_MAX}d`);
const Deadline = Span.refine((ms) => ms >= 1, 'must be longer than nothing');
const Poll = Span.refine((ms) => ms >= POLL_MS_MIN, `use at least ${POLL_MS_MIN}ms`);

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as 09:30');

const Window = z
  .strictObject({
    days: listOf(z.enum(DAYS)).optional(),
    from: Clock,
    to: Clock,
    zone: z.string().refine(isZone, 'is no IANA time zone such as Europe/Berlin'),
  })
  .refine(({ from, to }) => from !== to, 'begins and ends at the same minute');

const Match = z.strictObject({
  provider: listOf(ProviderWord).optional(),
  account: listOf(z.string()).optional(),
  connectionId: listOf(z.string()).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  class: listOf(DiagnosedClassWord).optional(),
  band: listOf(BandWord).optional(),
  action: listOf(ActionWord).optional(),
  symptom: listOf(SymptomWord).optional(),
  anyStep: listOf(StepWord).optional(),
  onlySteps: listOf(StepWord).optional(),
  afterHandoff: z.boolean().optional(),
  destructive: z.boolean().optional(),
  environment: listOf(z.string().min(1)).optional(),
  severity: listOf(SeverityWord).optional(),
  recurrence: z.strictObject({ atLeast: z.number().int().min(2).max(50), within: Deadline }).optional(),
  blastRadius: z.strictObject({ atLeast: z.number().int().min(2) }).optional(),
  time: Window.optional(),
});

const Approval = z.strictObject({
  quorum: z.number().int().min(1).max(10),
  groups: z.array(z.string()).optional(),
  role: z.enum(['approver', 'admin']).optional(),
  escalateTo: z.array(z.string()).optional(),
  escalateFurther: z
    .array(z.strictObject({ after: Deadline, to: z.array(z.string()).min(1) }))
    .max(5)
    .optional(),
  breakGlass: z.boolean().optional(),
  expires: Deadline.optional(),
  escalates: Deadline.optional(),
});

const Timings = z
  .strictObject({
    approvalExpires: Deadline,
    approvalEscalates: Deadline,
    settle: Span,
    readBackEvery: Poll,
    verifyWithin: Deadline,
    verifyAtLeastIntervals: z.number().int().min(0),
    verifyPoll: Poll,
    handoffPoll: Poll,
    stuckAfter: Deadline,
    retryBackoff: Span,
  })
  .partial();

/** `3/6h`: three within six hours. */
const Budget = z
  .string()
  .regex(/^[1-9]\d{0,3}\/\d+(s|m|h|d)$/, 'write a budget as 3/6h: three within six hours')
  .transform((text) => {
    const [count = '', within = ''] = text.split('/');
    return { atMost: Number(count), withinMs: Deadline.parse(within) };
  });

const Rule = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    why: z.string().min(1),
    match: Match,
    mode: ModeWord.optional(),
    cap: z.enum(['monitor', 'recommend']).optional(),
    severity: SeverityWord.optional(),
    approval: Approval.optional(),
    never: z.array(ForbiddenWord).optional(),
    limits: z
      .strictObject({ perConnection: Budget, perAccount: Budget, perClass: Budget })
      .partial()
      .optional(),
    timings: Timings.optional(),
  })
  .refine(({ match, severity }) => match.severity === undefined || severity === undefined, {
    path: ['severity'],
    message: 'a rule that asks for a severity cannot set one',
  });

export const PolicyFileSchema = z.strictObject({
  apiVersion: z.literal('penstock/v1'),
  kind: z.literal('Policy'),
  metadata: z.strictObject({
    name: z.string(),
    version: z.union([z.string(), z.number()]).transform(String),
  }),
  spec: z.strictObject({
    defaults: z
      .strictObject({
        mode: ModeWord,
        severity: SeverityWord,
        approval: Approval,
        timings: Timings.required(),
        breaker: z
          .strictObject({ ineffective: z.number().int().min(1).max(100), within: Deadline })
          .optional(),
      })
      .optional(),
    rules: z.array(Rule).default([]),
  }),
});
export type PolicyDocument = z.output<typeof PolicyFileSchema>;
