// How far Penstock may go where: seeing, setting and taking back.
import { z } from 'zod';
import { ModeWord } from '../../domain/config-word.schema';
import { LIMITS } from '../../domain/limits';
import { ModeScopeSchema } from '../../domain/modes/mode-scope.schema';
import { operation } from '../operation';
import { ReasonQuery } from '../schemas/query';
import { ModeSettingAnswer, ModeTakenBack, ModesAnswer } from '../schemas/mode';

export const ModeBody = z.object({
  scope: ModeScopeSchema.prefault({}),
  mode: ModeWord,
  earned: z
    .boolean()
    .default(false)
    .meta({ description: 'Confirms what the record has earned: ends by itself with the first bad effect.' }),
  reason: z.string().min(1, 'say why: everybody will ask').max(LIMITS.reasonCharsMax),
  until: z.iso
    .datetime({ offset: true, error: 'expected an ISO 8601 time' })
    .optional()
    .meta({ description: 'Absent: until it is taken back.' }),
});

export const LIST_MODES = operation({
  id: 'listModes',
  tag: 'Policy',
  summary: 'Modes that are set, and the record that could earn others',
  answers: { 200: { description: 'Settings and records.', schema: ModesAnswer } },
});

export const SET_MODE = operation({
  id: 'setMode',
  tag: 'Policy',
  summary: 'Set how far Penstock may go in a scope',
  description: '`automate` needs the role admin.',
  role: 'operator',
  body: ModeBody,
  idempotent: true,
  answers: { 201: { description: 'It is set.', schema: ModeSettingAnswer } },
  problems: [409],
});

export const TAKE_BACK_MODE = operation({
  id: 'takeBackMode',
  tag: 'Policy',
  summary: 'Take a setting back',
  description: 'One that holds Penstock back needs the role admin.',
  role: 'operator',
  params: z.object({ id: z.string().min(1).max(500) }),
  query: ReasonQuery,
  answers: { 200: { description: 'It is taken back.', schema: ModeTakenBack } },
  problems: [404],
});
