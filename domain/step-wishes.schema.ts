// What a step that sets values wants: what was asked for, or the earlier values that it puts back.
import { z } from 'zod';
import type { Json } from './json';
import type { SchemaChoice, StepParams } from './step';

const choices = z.array(
  z.object({
    schema: z.string(),
    table: z.string(),
    column: z.string().exactOptional(),
    enabled: z.boolean(),
  }),
);
const settings = z.record(z.string(), z.json());

/** Empty when nothing was chosen, or what is to be put back was never read. */
export function wantedChoices({ restore, selection }: StepParams): SchemaChoice[] {
  if (restore === undefined) return selection ?? [];
  return choices.safeParse(restore).data ?? [];
}

/** `undefined` when no settings were given, or what is to be put back was never read. */
export function wantedSettings({ restore, settings: given }: StepParams): Record<string, Json> | undefined {
  return restore === undefined ? given : settings.safeParse(restore).data;
}
