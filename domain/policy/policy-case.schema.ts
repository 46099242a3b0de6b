// Shape of config/policies/*.test.yaml: situations, and what policy must decide in them.
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
} from '../config-word.schema';
import type { PolicySubject } from './policy';

/** What is not stated is an ordinary failure of an ordinary connection, on a Wednesday at noon UTC. */
export const SituationSchema = z
  .strictObject({
    provider: ProviderWord.default('fivetran'),
    account: z.string().default('prod'),
    connectionId: z.string().default('a_connection'),
    tags: z.record(z.string(), z.string()).default({}),
    class: DiagnosedClassWord.default('unknown'),
    /** Absent = certain, where the cause is known at all. */
    band: BandWord.optional(),
    symptom: SymptomWord.default('failed'),
    action: ActionWord.default('escalate'),
    steps: z.array(StepWord).default(['trigger_sync']),
    at: z.iso.datetime().default('2026-11-18T12:00:00Z'),
    environment: z.string().nullable().default(null),
    earlier: z.array(z.iso.datetime()).default([]),
    blastRadius: z.number().int().min(1).default(1),
  })
  .transform(({ provider, account, connectionId, band, ...rest }): PolicySubject => ({
    ref: { provider, account, connectionId },
    ...rest,
    // A request is certain in itself.
    band: band ?? (rest.class === 'unknown' && rest.symptom !== 'requested' ? 'none' : 'high'),
  }));

const Expected = z.strictObject({
  mode: ModeWord.optional(),
  severity: SeverityWord.optional(),
  /** 0 = nobody is asked. */
  approvals: z.number().int().min(0).optional(),
  never: z.array(ForbiddenWord).optional(),
  /** The rule that sets the mode. */
  rule: z.string().optional(),
});

export const PolicyCasesSchema = z.strictObject({
  apiVersion: z.literal('penstock/v1'),
  kind: z.literal('PolicyCases'),
  cases: z
    .array(z.strictObject({ name: z.string().min(1), situation: SituationSchema, expect: Expected }))
    .min(1),
});
export type PolicyCase = z.output<typeof PolicyCasesSchema>['cases'][number];
