// Shape of config/playbooks/*.yaml.
import { z } from 'zod';
import {
  ActionWord,
  DiagnosedClassWord,
  ProviderStepWord,
  ProviderWord,
  StepWord,
  SymptomWord,
  listOf,
} from '../config-word.schema';
import { DurationSchema } from '../duration.schema';
import { present } from '../present';
import type { Playbook, StepTemplate } from './playbook';

const Step = z
  .strictObject({
    kind: StepWord,
    untilRetryAt: z.boolean().optional(),
    for: z
      .union([
        z.literal('retryBackoff'),
        z.strictObject({ retryBackoffs: z.number().int().min(1).max(100) }),
        DurationSchema,
      ])
      .optional(),
    instruction: z.string().optional(),
    undo: ProviderStepWord.optional(),
    onlyIf: z.enum(['inactive', 'manual_schedule']).optional(),
  })
  .transform((step): StepTemplate => present(step));

export const PlaybookFileSchema = z
  .strictObject({
    apiVersion: z.literal('penstock/v1'),
    kind: z.literal('Playbook'),
    metadata: z.strictObject({
      name: z.string().regex(/^[a-z0-9-]+$/),
      version: z.number().int().positive(),
    }),
    spec: z.strictObject({
      match: z.strictObject({
        provider: listOf(ProviderWord).optional(),
        symptom: listOf(SymptomWord).optional(),
        class: listOf(DiagnosedClassWord).optional(),
        action: listOf(ActionWord).optional(),
        replan: z.boolean().optional(),
      }),
      steps: z.array(Step),
      options: z
        .array(
          z.strictObject({
            id: z.string().regex(/^[a-z0-9-]+$/),
            title: z.string(),
            consequence: z.string(),
            steps: z.array(Step),
          }),
        )
        .default([]),
    }),
  })
  .transform(({ metadata, spec }): Playbook => ({
    ...metadata,
    match: present(spec.match),
    steps: spec.steps,
    options: spec.options,
  }));
