// What ticket systems deliver of people's decisions; bodies are read as raw bytes.
import { z } from 'zod';
import { operation } from '../operation';

const TicketAnswer = z.object({
  outcome: z.enum(['counted', 'queued', 'refused', 'ignored']).meta({
    description: '`queued`: it counts as soon as a worker runs. `refused`: it is in the audit log.',
  }),
  incidentId: z.string().nullable(),
  why: z.string().exactOptional().meta({ description: 'Why it does not count.' }),
});

const answers = {
  200: { description: 'Heard, whether it counts or not: not to be sent again.', schema: TicketAnswer },
};
const PROBLEMS = [400, 401, 413, 415, 429, 503] as const;

export const JIRA_WEBHOOK = operation({
  id: 'deliverJira',
  tag: 'Webhooks',
  summary: 'A change of a ticket in Jira',
  description: 'Moving the ticket of an incident to the approved or the rejected status is a vote.',
  security: 'jiraSignature',
  body: z.looseObject({}),
  answers,
  problems: [...PROBLEMS],
});

export const SERVICENOW_WEBHOOK = operation({
  id: 'deliverServicenow',
  tag: 'Webhooks',
  summary: 'A change of a record in ServiceNow',
  description: 'The approval of the record of an incident is a vote.',
  security: 'servicenowToken',
  body: z.looseObject({}),
  answers,
  problems: [...PROBLEMS],
});
