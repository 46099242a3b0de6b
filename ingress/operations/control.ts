// Orders to an incident.
import { z } from 'zod';
import { LIMITS } from '../../domain/limits';
import { CLOSE_REASONS } from '../../domain/incident';
import { CONTROL_COMMANDS } from '../../domain/messages';
import { operation } from '../operation';
import { OrderAccepted } from '../schemas/incident';
import { ById } from '../schemas/query';

export const ControlBody = z.object({
  command: z.enum(CONTROL_COMMANDS),
  reason: z
    .string()
    .max(LIMITS.reasonCharsMax)
    .optional()
    .meta({
      description: `\`close\` needs one of ${CLOSE_REASONS.join(', ')}, and takes \`: text\` after it.`,
    }),
  until: z.iso
    .datetime({ offset: true, error: 'expected an ISO 8601 time' })
    .optional()
    .meta({ description: '`snooze` needs it.' }),
});

export const CONTROL = operation({
  id: 'controlIncident',
  tag: 'Incidents',
  summary: 'Snooze, wake, cancel, close, retry, release, hand back',
  role: 'operator',
  params: ById,
  body: ControlBody,
  idempotent: true,
  answers: { 202: { description: 'The incident has the order.', schema: OrderAccepted } },
  problems: [404, 409],
});
