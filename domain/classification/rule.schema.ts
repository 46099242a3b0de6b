// Shape of config/rules/*.yaml.
import { z } from 'zod';
import {
  ActionWord,
  ClassWord,
  ProviderWord,
  SchemaChangeWord,
  SetupWord,
  SymptomWord,
} from '../config-word.schema';
import { present } from '../present';
import { faultOf } from './pattern-fault';
import type { Rule, RuleExample } from './rule';

/** A pattern that would be slow or is none is a mistake of its line, like any other. */
const PatternSchema = z
  .string()
  .min(1)
  .superRefine((pattern, context) => {
    const fault = faultOf(pattern);
    if (fault !== null) context.addIssue({ code: 'custom', message: `the pattern ${fault}` });
  });
const patterns = z.array(PatternSchema).min(1).optional();
const texts = z.array(z.string().min(1)).min(1).optional();

const ExampleSchema = z.union([
  z.string().min(1),
  z
    .strictObject({
      text: z.string().min(1),
      provider: ProviderWord.optional(),
      service: z.string().optional(),
      symptom: SymptomWord.optional(),
      code: z.string().optional(),
      origin: z.string().optional(),
      setup: SetupWord.optional(),
      schemaChange: SchemaChangeWord.optional(),
    })
    .transform((example): RuleExample => present(example)),
]);

const RuleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/, 'use a-z, 0-9 and -'),
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
      setup: z.array(SetupWord).optional(),
      schemaChange: z.array(SchemaChangeWord).optional(),
      anyOf: patterns,
      allOf: patterns,
      noneOf: patterns,
    }),
    class: ClassWord,
    action: ActionWord,
    confidence: z.number().gt(0).max(1),
    examples: z.array(ExampleSchema).min(1),
    counterExamples: z.array(ExampleSchema).min(1),
  })
  .refine(({ when }) => Object.keys(present(when)).length > 0, {
    path: ['when'],
    message: 'needs a condition: a rule without one would decide everything',
  })
  .transform((rule): Rule => ({ ...rule, when: present(rule.when) }));

export const RulePackSchema = z.strictObject({
  apiVersion: z.literal('penstock/v1'),
  kind: z.literal('RulePack'),
  metadata: z.strictObject({ name: z.string(), version: z.number().int().positive() }),
  spec: z.strictObject({ rules: z.array(RuleSchema) }),
});
