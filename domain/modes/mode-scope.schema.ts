// Which part of all connections a mode is for, as people write it.
import { z } from 'zod';
import { ActionWord, DiagnosedClassWord, ProviderWord } from '../config-word.schema';
import { present } from '../present';
import type { ModeScope } from './mode-setting';

const name = z.string().trim().min(1).max(300);

export const ModeScopeSchema = z
  .strictObject({
    provider: ProviderWord.optional(),
    account: name.optional(),
    /** `*` stands for any characters. */
    connectionId: name.optional(),
    tags: z.record(name, name).optional(),
    class: DiagnosedClassWord.optional(),
    action: ActionWord.optional(),
  })
  .transform((scope): ModeScope => present(scope));
