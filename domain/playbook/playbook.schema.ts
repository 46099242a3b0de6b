// Shape of config/playbooks/*.yaml.
import { z } from 'zod';
import {
  ActionWord,
  DiagnosedClassWord,
  ProviderWord,
  StepWord,
  SymptomWord,
  listOf,
} from '../config-word.schema';
import { DurationSchema } from '../duration.schema';
import { present } from '../present';
import type { StepKind } from '../step';
import type { Playbook, StepTemplate } from './playbook';

/** Placeholders that an instruction may hold. */
const PLACEHOLDER = /\{(?!(?:connection|service|destination|console)\})[A-Za-z_]{1,20}\}/;
/** An undo runs without being asked for again, so it may never destroy anything. */
const UndoWord = z.enum(['pause', 'resume', 'set_schedule', 'select_schema', 'change_setting']);
/** What to set them to depends on the case, so no playbook can say it beforehand. */
const NEEDS_VALUES = new Set<StepKind>(['select_schema', 'change_setting', 'edit_state']);
/** Penstock's own alternative; a playbook that took its name would run steps for "do nothing". */
const RESERVED_OPTION = 'do-nothing';

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
    schedule: z.enum(['less_often', 'as_before']).optional(),
    undo: UndoWord.optional(),
    onlyIf: z.enum(['inactive', 'manual_schedule']).optional(),
  })
  .superRefine(({ kind, instruction, undo, schedule, untilRetryAt, for: pause }, context) => {
    const refuse = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (kind === 'handoff' && !instruction?.trim()) refuse('instruction', 'a handoff says what to do');
    if (kind !== 'handoff' && instruction !== undefined) refuse('instruction', 'only a handoff has one');
    if (kind !== 'wait' && pause !== undefined) refuse('for', 'only a wait has one');
    if (kind !== 'wait' && untilRetryAt !== undefined) refuse('untilRetryAt', 'only a wait has one');
    if ((kind === 'set_schedule') !== (schedule !== undefined))
      refuse('schedule', 'set_schedule says which: less_often or as_before; nothing else does');
    if (NEEDS_VALUES.has(kind))
      refuse(
        'kind',
        `${kind} needs values that only a person can give: ask for it with \`penstock connection change\``,
      );
    if ((kind === 'wait' || kind === 'handoff') && undo !== undefined)
      refuse('undo', 'only a step at the provider has one');
    const stray = PLACEHOLDER.exec(instruction ?? '')?.[0];
    if (stray !== undefined)
      refuse('instruction', `unknown ${stray}; there are {connection}, {service}, {destination}, {console}`);
  })
  .transform((step): StepTemplate => present(step));

const Option = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .refine((id) => id !== RESERVED_OPTION, `"${RESERVED_OPTION}" is always offered and cannot be redefined`),
  title: z.string(),
  consequence: z.string(),
  steps: z.array(Step),
});

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
        .array(Option)
        .superRefine((options, context) => {
          for (const [index, { id }] of options.entries())
            if (options.findIndex((other) => other.id === id) < index)
              context.addIssue({ code: 'custom', path: [index, 'id'], message: `"${id}" is given twice` });
        })
        .default([]),
    }),
  })
  .transform(({ metadata, spec }): Playbook => ({
    ...metadata,
    match: present(spec.match),
    steps: spec.steps,
    options: spec.options,
  }));
