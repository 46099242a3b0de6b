// Kill switches and freezes as answers.
import { z } from 'zod';
import { BRAKE_KINDS, type Brake, type BrakeScope, type FreezeWindow } from '../../domain/brakes/brake';
import { DAYS } from '../../domain/policy/time-window';
import { answerOf } from './answer';
import { provider, time } from './plain';

const scope = answerOf<BrakeScope>()(
  'BrakeScope',
  z.object({
    provider: provider.exactOptional(),
    account: z.string().exactOptional(),
    connectionId: z.string().exactOptional(),
  }),
  'What is absent does not matter: an empty scope is everything.',
);

export const BrakeAnswer = answerOf<Brake>()(
  'Brake',
  z.object({
    id: z.string(),
    kind: z.enum(BRAKE_KINDS),
    scope,
    reason: z.string(),
    by: z.string(),
    since: time,
    until: time.nullable().meta({ description: 'null: until it is lifted.' }),
  }),
);

const window = answerOf<FreezeWindow & { open: boolean }>()(
  'FreezeWindow',
  z.object({
    id: z.string(),
    why: z.string(),
    scope,
    suppress: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'Maintenance: nobody is told of failures before it is over.' }),
    time: z
      .object({
        days: z.array(z.enum(DAYS)).exactOptional(),
        from: z.string(),
        to: z.string(),
        zone: z.string(),
      })
      .exactOptional(),
    between: z.object({ from: z.string(), to: z.string() }).exactOptional(),
    open: z.boolean(),
  }),
  'A freeze that configuration states.',
);

export const FreezesAnswer = z
  .object({ items: z.array(BrakeAnswer), windows: z.array(window) })
  .meta({ id: 'Freezes' });

export const KillSwitchAnswer = z
  .object({ on: z.boolean(), items: z.array(BrakeAnswer) })
  .meta({ id: 'KillSwitch' });

export const LiftedAnswer = z.object({ lifted: z.literal(true), id: z.string() }).meta({ id: 'BrakeLifted' });
