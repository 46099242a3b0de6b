// Kill switches and freezes: seeing, pulling and lifting them.
import { z } from 'zod';
import type { BrakeKind } from '../../domain/brakes/brake';
import { PROVIDERS } from '../../domain/connection-ref';
import { LIMITS } from '../../domain/limits';
import { LIFTS, PULLS } from '../acts/brake';
import { operation } from '../operation';
import { ReasonQuery } from '../schemas/query';
import { BrakeAnswer, FreezesAnswer, KillSwitchAnswer, LiftedAnswer } from '../schemas/brake';

const Scope = z
  .strictObject({
    provider: z.enum(PROVIDERS).optional(),
    account: z.string().min(1).max(100).optional(),
    connectionId: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .meta({ description: '`*` stands for any characters.' }),
  })
  .default({});

export const BrakeBody = z.object({
  scope: Scope,
  reason: z.string().min(1, 'say why: everybody will ask').max(LIMITS.reasonCharsMax),
  until: z.iso
    .datetime({ offset: true, error: 'expected an ISO 8601 time' })
    .optional()
    .meta({ description: 'Absent: until it is lifted.' }),
});

export const LIST_FREEZES = operation({
  id: 'listFreezes',
  tag: 'Brakes',
  summary: 'Freezes that people set, and windows that configuration states',
  answers: { 200: { description: 'Those that stand.', schema: FreezesAnswer } },
});

export const LIST_KILL_SWITCHES = operation({
  id: 'listKillSwitches',
  tag: 'Brakes',
  summary: 'Kill switches that are on',
  answers: { 200: { description: 'Those that are on.', schema: KillSwitchAnswer } },
});

const NAMES = {
  freeze: { id: 'Freeze', pull: 'Freezes changes in a scope', lift: 'Lifts a freeze' },
  kill: { id: 'KillSwitch', pull: 'Stops every write in a scope', lift: 'Lets writes go on' },
} satisfies Record<BrakeKind, object>;

export function pullOperation(kind: BrakeKind) {
  return operation({
    id: `pull${NAMES[kind].id}`,
    tag: 'Brakes',
    summary: NAMES[kind].pull,
    role: PULLS,
    body: BrakeBody,
    idempotent: true,
    answers: { 201: { description: 'It stands.', schema: BrakeAnswer } },
  });
}

export function liftOperation(kind: BrakeKind) {
  return operation({
    id: `lift${NAMES[kind].id}`,
    tag: 'Brakes',
    summary: NAMES[kind].lift,
    role: LIFTS[kind],
    params: z.object({ id: z.string().min(1).max(500) }),
    query: ReasonQuery,
    answers: { 200: { description: 'It is lifted.', schema: LiftedAnswer } },
    problems: [404],
  });
}
