// Shape of config/rules/*.yaml.
import { z } from 'zod';
import { ActionWord, ClassWord, ProviderWord, SymptomWord } from '../config-word.schema';
import { present } from '../present';
import type { Rule } from './rule';

const texts = z.array(z.string().min(1)).min(1).optional();

const RuleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    why: z.string().min(1),
    source: z.string().min(1),
    priority: z.number().int().default(0),
    when: z.strictObject({
      provider: z.array(ProviderWord).optional(),
      service: texts,
      symptom: z.array(SymptomWord).optional(),
      httpStatus: z.array(z.number().int().min(100).max(599)).optional(),
      code: texts,
      origin: texts,
      anyOf: texts,
      allOf: texts,
      noneOf: texts,
    }),
    class: ClassWord,
    action: ActionWord,
    confidence: z.number().gt(0).max(1),
    examples: z.array(z.string()).default([]),
    counterExamples: z.array(z.string()).default([]),
  })
  .transform((rule): Rule => ({ ...rule, when: present(rule.when) }));

export const RulePackSchema = z.strictObject({
  apiVersion: z.literal('penstock/v1'),
  kind: z.literal('RulePack'),
  metadata: z.strictObject({ name: z.string(), version: z.number().int().positive() }),
  spec: z.strictObject({ rules: z.array(RuleSchema) }),
});
