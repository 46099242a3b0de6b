// Acknowledging an incident.
import { z } from 'zod';
import { LIMITS } from '../../domain/limits';
import { operation } from '../operation';
import { ById } from '../schemas/query';

export const AckBody = z.object({ note: z.string().max(LIMITS.reasonCharsMax).optional() });

const AckAnswer = z
  .object({ acknowledged: z.literal(true), incidentId: z.string(), by: z.string() })
  .meta({ id: 'Acknowledged' });

export const ACKNOWLEDGE = operation({
  id: 'acknowledgeIncident',
  tag: 'Incidents',
  summary: 'Say that you look after an incident',
  description: 'Stands in its timeline, once a person; changes nothing else. Takes a person, not an agent.',
  role: 'operator',
  params: ById,
  body: AckBody,
  answers: { 200: { description: 'It stands in the timeline.', schema: AckAnswer } },
  problems: [404, 409],
});
