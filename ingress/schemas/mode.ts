// How far Penstock may go where, as answers.
import { z } from 'zod';
import type { Record as TrackRecord, Thresholds } from '../../domain/modes/earned';
import type { ModeScope, ModeSetting } from '../../domain/modes/mode-setting';
import { answerOf } from './answer';
import { diagnosedClass, suggestedAction } from './diagnosis';
import { mode } from './incident';
import { count, provider, tags, time } from './plain';

const scope = answerOf<ModeScope>()(
  'ModeScope',
  z.object({
    provider: provider.exactOptional(),
    account: z.string().exactOptional(),
    connectionId: z.string().exactOptional(),
    tags: tags.exactOptional(),
    class: diagnosedClass.exactOptional(),
    action: suggestedAction.exactOptional(),
  }),
  'What is absent does not matter: an empty scope is everything.',
);

const setting = {
  id: z.string(),
  scope,
  mode,
  origin: z.enum(['set', 'earned']),
  by: z.string(),
  reason: z.string(),
  since: time,
  until: time.nullable(),
};

export const ModeSettingAnswer = answerOf<ModeSetting>()('ModeSetting', z.object(setting));

const thresholds = answerOf<Thresholds>()(
  'ModeThresholds',
  z.object({ verified: count, agreement: z.number(), effective: z.number(), withinMs: z.number() }),
  'What automation takes to be earned.',
);

const record = answerOf<TrackRecord>()(
  'TrackRecord',
  z.object({
    scope: z.object({ provider, account: z.string(), class: diagnosedClass, action: suggestedAction }),
    verified: count,
    ineffective: count,
    declined: count,
    agreement: z.number().nullable(),
    lastIneffectiveAt: time.nullable(),
    earned: z.boolean(),
  }),
  'What the engine proposed in one scope, and what became of it.',
);

export const ModesAnswer = z
  .object({
    default: mode,
    thresholds,
    items: z.array(
      z.object({
        ...setting,
        lostBy: z.string().nullable().meta({ description: 'The incident that ended an earned setting.' }),
      }),
    ),
    records: z.array(record),
  })
  .meta({ id: 'Modes' });

export const ModeTakenBack = z
  .object({ takenBack: z.literal(true), id: z.string() })
  .meta({ id: 'ModeTakenBack' });
