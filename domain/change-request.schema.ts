// Shape of a change that a person asks for; each kind says which parameters it needs and takes.
import { z } from 'zod';
import type { ChangeRequest } from './pipeline-event';
import type { Json } from './json';
import { LIMITS } from './limits';
import type { ProviderStepKind } from './step';
import { present } from './present';

const name = z.string().min(1).max(300);
const json = z.json() as z.ZodType<Json>;
const scope = z.array(name).min(1).max(1000);
const nothing = z.strictObject({});

const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('interval'), everyMs: z.number().int().positive() }),
  z
    .strictObject({ kind: z.literal('cron'), expression: z.string().min(1).max(200) })
    .transform((cron) => ({ ...cron, approximateMs: 0 })),
  z.strictObject({ kind: z.literal('manual') }),
]);

const choice = z
  .strictObject({
    schema: z.string().max(300),
    table: name,
    column: name.optional(),
    enabled: z.boolean(),
  })
  .transform((one) => present(one));

const PARAMS = {
  trigger_sync: nothing,
  cancel_sync: nothing,
  pause: nothing,
  resume: nothing,
  run_setup_tests: nothing,
  reload_schema: nothing,
  resync: z.strictObject({ scope: scope.optional() }).transform((params) => present(params)),
  clear: z.strictObject({ scope: scope.optional() }).transform((params) => present(params)),
  select_schema: z.strictObject({ selection: z.array(choice).min(1).max(500) }),
  set_schedule: z.strictObject({ schedule }),
  change_setting: z.strictObject({
    settings: z.record(name, json).refine((all) => Object.keys(all).length > 0, 'name at least one setting'),
  }),
  edit_state: z.strictObject({ state: json }),
} satisfies Record<ProviderStepKind, z.ZodType>;

const step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('trigger_sync'), params: PARAMS.trigger_sync.prefault({}) }),
  z.strictObject({ kind: z.literal('cancel_sync'), params: PARAMS.cancel_sync.prefault({}) }),
  z.strictObject({ kind: z.literal('pause'), params: PARAMS.pause.prefault({}) }),
  z.strictObject({ kind: z.literal('resume'), params: PARAMS.resume.prefault({}) }),
  z.strictObject({ kind: z.literal('run_setup_tests'), params: PARAMS.run_setup_tests.prefault({}) }),
  z.strictObject({ kind: z.literal('reload_schema'), params: PARAMS.reload_schema.prefault({}) }),
  z.strictObject({ kind: z.literal('resync'), params: PARAMS.resync.prefault({}) }),
  z.strictObject({ kind: z.literal('clear'), params: PARAMS.clear.prefault({}) }),
  z.strictObject({ kind: z.literal('select_schema'), params: PARAMS.select_schema }),
  z.strictObject({ kind: z.literal('set_schedule'), params: PARAMS.set_schedule }),
  z.strictObject({ kind: z.literal('change_setting'), params: PARAMS.change_setting }),
  z.strictObject({ kind: z.literal('edit_state'), params: PARAMS.edit_state }),
]);

/** Who asks is known from the token, not from the body. */
export const ChangeRequestSchema = z
  .strictObject({
    steps: z.array(step).min(1).max(10),
    reason: z.string().trim().min(1, 'say why').max(LIMITS.reasonCharsMax),
  })
  .refine((request) => JSON.stringify(request).length <= LIMITS.undoBytesMax, {
    error: `the request is larger than ${LIMITS.undoBytesMax} bytes`,
  }) satisfies z.ZodType<Omit<ChangeRequest, 'by'>>;
