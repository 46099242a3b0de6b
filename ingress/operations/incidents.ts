// What is asked of incidents and what they answer.
import { z } from 'zod';
import { PROVIDERS } from '../../domain/connection-ref';
import { INCIDENT_STATUSES } from '../../domain/incident';
import { operation } from '../operation';
import { TimelineAnswer } from '../schemas/audit';
import { DecisionsAnswer, IncidentAnswer, IncidentPage } from '../schemas/incident';
import { PostIncidentAnswer } from '../schemas/post-incident';
import { ById, afterSeq, anyOf, cursor, limit } from '../schemas/query';

const text = z.string().min(1).max(300);

export const ListQuery = z.object({
  status: anyOf(INCIDENT_STATUSES).optional(),
  provider: z.enum(PROVIDERS).optional(),
  account: text.optional(),
  connectionId: text.optional(),
  cursor,
  limit: limit(200),
});

export const TimelineQuery = z.object({ afterSeq, limit: limit(1000) });

const ETAG = { etag: 'Version of the incident; names its plan, too.' };

const IF_NONE_MATCH = {
  'if-none-match': z.string().optional().meta({ description: 'An `ETag` of an earlier answer.' }),
};

const UNCHANGED = { description: 'Nothing has changed since that version.', headers: ETAG };

export const LIST_INCIDENTS = operation({
  id: 'listIncidents',
  tag: 'Incidents',
  summary: 'Incidents, the newest change first',
  query: ListQuery,
  answers: { 200: { description: 'A page of incidents.', schema: IncidentPage } },
});

export const GET_INCIDENT = operation({
  id: 'getIncident',
  tag: 'Incidents',
  summary: 'One incident',
  params: ById,
  headers: IF_NONE_MATCH,
  answers: { 200: { description: 'The incident.', schema: IncidentAnswer, headers: ETAG }, 304: UNCHANGED },
  problems: [404],
});

export const GET_TIMELINE = operation({
  id: 'getIncidentTimeline',
  tag: 'Incidents',
  summary: "An incident's whole story: its record and its evidence",
  params: ById,
  query: TimelineQuery,
  answers: { 200: { description: 'Rows oldest first.', schema: TimelineAnswer } },
  problems: [404],
});

export const LIST_DECISIONS = operation({
  id: 'listDecisions',
  tag: 'Decisions',
  summary: 'Votes on the plan of an incident',
  params: ById,
  headers: IF_NONE_MATCH,
  answers: {
    200: { description: 'The votes so far.', schema: DecisionsAnswer, headers: ETAG },
    304: UNCHANGED,
  },
  problems: [404],
});

export const GET_INCIDENT_REPORT = operation({
  id: 'getIncidentReport',
  tag: 'Incidents',
  summary: 'The post-incident report: what happened, who decided, what was done, what proves it',
  description: 'Markdown where `Accept` asks for `text/markdown`. Made from the record as it is now.',
  params: ById,
  answers: {
    200: {
      description: 'The report.',
      schema: PostIncidentAnswer,
      also: { 'text/markdown': z.string() },
    },
  },
  problems: [404],
});
