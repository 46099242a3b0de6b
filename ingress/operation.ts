// What a route says of itself for the document at /openapi.json, from the same schemas that check its requests.
import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Role } from '../domain/person';
import { ProblemDocument } from './schemas/problem';

export const TAGS = {
  Incidents: 'Failures of connections, and what is done about them.',
  Decisions: 'What waits for a person, and votes on it.',
  Connections: 'What the sweeps know, what providers say now, and changes that people ask for.',
  Accounts: 'Provider accounts: their order, their webhooks, their sweeps.',
  Brakes: 'Kill switches and freezes, checked before every write.',
  Policy: 'What policy says, and why.',
  Audit: 'The record, its hash chain, and reports over it.',
  People: 'Who is asking, and with which token.',
  Webhooks: 'Where providers deliver.',
  Chat: 'Where chats deliver what people click and type.',
  Surfaces: 'Where people follow incidents: chat, tickets, pagers, mail.',
  Health: 'For probes and Prometheus; no token.',
} as const;

/** Statuses that answer with a problem document. */
const REFUSALS = {
  400: 'Malformed: `detail` names the place.',
  401: 'No token or signature, or one that is not valid.',
  403: 'The role that this needs is missing.',
  404: 'Nothing of that name is known here.',
  409: 'Refused as things stand; `detail` says why.',
  412: 'The plan has changed since the version that `If-Match` names.',
  413: 'The body is too large.',
  415: 'The body is not of a media type that is read here.',
  422: 'The Idempotency-Key was used for a different request.',
  429: 'Too many requests; `Retry-After` says when to come back, seconds.',
  431: 'The URL and the headers are together larger than 16 KiB.',
  502: "The provider did not do its part; `detail` has the provider's words.",
  503: 'Temporal, the store, a worker or the provider cannot answer now: send it again.',
} as const;
type Refusal = keyof typeof REFUSALS;

export interface Answer {
  description: string;
  /** Absent = no body. */
  schema?: z.ZodType;
  /** `application/json` when absent. */
  type?: string;
  /** Other media types that a request may ask for. */
  also?: Record<string, z.ZodType>;
  /** Headers of the answer, in words. */
  headers?: Record<string, string>;
}

export interface Operation {
  /** In the document and in generated clients; never changed. */
  id: string;
  tag: keyof typeof TAGS;
  summary: string;
  description?: string;
  /** Weakest role; absent = viewer, and no token at all with `security: 'none'`. */
  role?: Role;
  /** How a sender proves who they are; `bearer` when absent. */
  security?: keyof typeof SECURITY;
  params?: z.ZodType;
  query?: z.ZodType;
  headers?: Record<string, z.ZodType>;
  body?: z.ZodType;
  /** Media type of the body. */
  consumes?: string;
  /** Takes an Idempotency-Key. */
  idempotent?: true;
  answers: Record<number, Answer>;
  /** Problems beside those that follow from the rest. */
  problems?: Refusal[];
}

const SECURITY = {
  none: [],
  bearer: [{ bearer: [] }],
  fivetranSignature: [{ fivetranSignature: [] }],
  airbyteToken: [{ airbyteToken: [] }],
  slackSignature: [{ slackSignature: [] }],
  jiraSignature: [{ jiraSignature: [] }],
  servicenowToken: [{ servicenowToken: [] }],
  teamsToken: [{ teamsToken: [] }],
} satisfies Record<string, Record<string, string[]>[]>;

const IDEMPOTENCY_KEY = {
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .optional()
    .meta({ description: 'Sent again with the same key within 24 hours, the request acts once.' }),
};

const RETRY_AFTER = { 'retry-after': 'Seconds.' };

/** The `schema` of a route. */
export function operation(of: Operation): FastifySchema {
  const { security = 'bearer' } = of;
  const headers = { ...(of.idempotent ? IDEMPOTENCY_KEY : {}), ...of.headers };
  const rights = of.role === undefined || of.role === 'viewer' ? '' : `Needs the role ${of.role}.`;
  const description = [of.description, rights].filter((text) => text !== undefined && text !== '').join(' ');
  const schema = {
    operationId: of.id,
    tags: [of.tag],
    summary: of.summary,
    ...(description === '' ? {} : { description }),
    security: SECURITY[security],
    ...(of.params ? { params: of.params } : {}),
    ...(of.query ? { querystring: of.query } : {}),
    ...(Object.keys(headers).length > 0 ? { headers: z.object(headers) } : {}),
    ...(of.body ? { body: of.body, consumes: [of.consumes ?? 'application/json'] } : {}),
    response: {
      ...Object.fromEntries(Object.entries(of.answers).map(([status, answer]) => [status, shown(answer)])),
      ...Object.fromEntries(refusalsOf(of).map((status) => [status, refusal(status)])),
    },
    // For programs, what the description says to people.
    ...(security === 'bearer' ? { 'x-required-role': of.role ?? 'viewer' } : {}),
  };
  return schema;
}

/** An answer as the transform and swagger read it; one without a body is of type null to them. */
function shown({ description, schema, type = 'application/json', also = {}, headers = {} }: Answer): object {
  if (!schema) return z.null().meta({ description });
  const types = Object.entries<z.ZodType>({ [type]: schema, ...also });
  const content = Object.fromEntries(types.map(([name, one]) => [name, { schema: one }]));
  return { description, headers: headersOf(headers), content };
}

function headersOf(headers: Record<string, string>): object {
  const names = Object.entries(headers);
  return Object.fromEntries(names.map(([name, description]) => [name, { type: 'string', description }]));
}

function refusal(status: Refusal): object {
  return shown({
    description: REFUSALS[status],
    schema: ProblemDocument,
    type: 'application/problem+json',
    ...(status === 429 || status === 503 ? { headers: RETRY_AFTER } : {}),
  });
}

function refusalsOf(of: Operation): Refusal[] {
  const { security = 'bearer', problems = [] } = of;
  const token = security === 'bearer';
  return [
    ...new Set<Refusal>([
      ...(token ? ([400, 401, 403, 429, 503] as const) : []),
      ...(of.body ? ([400, 413, 415] as const) : []),
      ...(of.query || of.headers || of.idempotent ? ([431] as const) : []),
      ...(of.idempotent ? ([422] as const) : []),
      ...problems,
    ]),
  ];
}
