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
});

const Approval = z.strictObject({
  quorum: z.number().int().min(1).max(10),
  groups: z.array(z.string()).optional(),
  role: z.enum(['approver', 'admin']).optional(),
  escalateTo: z.array(z.string()).optional(),
  expires: DurationSchema.optional(),
  escalates: DurationSchema.optional(),
});

const Timings = z
  .strictObject({
    approvalExpires: DurationSchema,
    approvalEscalates: DurationSchema,
    settle: DurationSchema,
    readBackEvery: DurationSchema,
    verifyWithin: DurationSchema,
    verifyAtLeastIntervals: z.number().int().min(0),
    verifyPoll: DurationSchema,
    handoffPoll: DurationSchema,
    stuckAfter: DurationSchema,
    retryBackoff: DurationSchema,
  })
  .partial();

const Rule = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  why: z.string().min(1),
  match: Match,
  mode: ModeWord.optional(),
  severity: SeverityWord.optional(),
  approval: Approval.optional(),
  never: z.array(ForbiddenWord).optional(),
  timings: Timings.optional(),
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
      })
      .optional(),
    rules: z.array(Rule).default([]),
  }),
});
export type PolicyDocument = z.output<typeof PolicyFileSchema>;
