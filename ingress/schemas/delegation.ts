// Delegated votes, as answers.
import { z } from 'zod';
import type { Delegation } from '../../domain/access/delegation';
import type { Region } from '../../domain/access/region';
import { answerOf } from './answer';
import { provider, time } from './plain';

const region = answerOf<Region>()(
  'Region',
  z.object({
    provider: provider.exactOptional(),
    account: z.string().exactOptional(),
    connectionId: z.string().exactOptional(),
  }),
  'What is absent does not matter: an empty region is everything.',
);

export const DelegationAnswer = answerOf<Delegation>()(
  'Delegation',
  z.object({
    ...{ id: z.string(), from: z.string(), to: z.string(), scope: region },
    ...{ reason: z.string(), since: time, until: time },
  }),
);

export const DelegationsAnswer = z.object({ items: z.array(DelegationAnswer) });
export const DelegationEnded = z.object({ ended: z.literal(true), id: z.string() });
