// GET /openapi.json: the API in OpenAPI 3.1, made from what the routes say of themselves.
import { createHash } from 'node:crypto';
import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { operation, TAGS } from './operation';
import { tidy } from './openapi-tidy';

/** Of the API as the outside sees it; the path says v1. */
const API_VERSION = '1.0.0';

const DESCRIPTION = [
  'Durable incident response for Fivetran and Airbyte.',
  'Refusals are RFC 9457 problem documents. Lists are read page by page: send `nextCursor` (or `nextAfterSeq`) back as `cursor` (or `afterSeq`) until it is null; a cursor is opaque and fits the filters it came with.',
  'POSTs that act take an `Idempotency-Key`: the same key and request act once, the same key with another request is refused with 422.',
  'Times are ISO 8601, JSON keys camelCase.',
].join('\n\n');

const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: "A person's token; what it may do follows from their roles.",
  },
  airbyteToken: {
    type: 'http',
    scheme: 'bearer',
    description: "One of the account's webhookSecrets.",
  },
  fivetranSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'x-fivetran-signature-256',
    description: 'HMAC-SHA256 over the raw body, hex.',
  },
  slackSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'x-slack-signature',
    description: 'HMAC-SHA256 over `v0:{x-slack-request-timestamp}:{raw body}`.',
  },
  jiraSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'x-hub-signature',
    description: '`sha256=` and HMAC-SHA256 over the raw body, hex.',
  },
  servicenowToken: { type: 'http', scheme: 'bearer', description: 'The webhookToken of the instance.' },
  teamsToken: { type: 'http', scheme: 'bearer', description: 'A JWT that the Bot Framework signed.' },
} as const;

/**
 * Call before any route is registered. Requests are checked by the routes themselves (`readInput`), after they know
 * who asks, and answers are sent as they are: schemas of routes describe, and tests hold answers to them.
 */
export async function openapi(app: FastifyInstance): Promise<void> {
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Penstock', version: API_VERSION, description: DESCRIPTION },
      servers: [{ url: '/' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    convertConstToEnum: false,
    transform: (route) => {
      if (!isPublic(route.url)) return { schema: { hide: true }, url: route.url };
      const { schema, url } = jsonSchemaTransform(route);
      return { schema: withHeaders(schema, route.schema), url };
    },
    transformObject: (document) => tidy(jsonSchemaTransformObject(document)),
  });
  let text: { json: string; etag: string } | undefined;
  app.get('/openapi.json', { schema: DOCUMENT }, (request, reply) => {
    text ??= textOf(app.swagger());
    void reply.header('etag', text.etag).header('cache-control', 'no-cache');
    if (request.headers['if-none-match'] === text.etag) return reply.status(304).send();
    return reply.type('application/json; charset=utf-8').send(text.json);
  });
}

const DOCUMENT = operation({
  id: 'getOpenapi',
  tag: 'Health',
  summary: 'This document',
  security: 'none',
  answers: {
    200: { description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) },
    304: { description: 'The version that If-None-Match names is the current one.' },
  },
});

/** Pages of the console are for people. */
function isPublic(url: string): boolean {
  return /^\/(api|webhooks|slack|teams|jira|servicenow|pagerduty|github)\/|^\/(healthz|readyz|metrics|openapi\.json)$/.test(
    url,
  );
}

/** The zod transform keeps descriptions and content of answers, not their headers. */
function withHeaders(made: FastifySchema | undefined, given: FastifySchema | undefined): FastifySchema {
  // Both come from `operation`.
  const [to = {}, from = {}] = [made?.response, given?.response] as (Record<string, Answer> | undefined)[];
  for (const [status, { headers }] of Object.entries(from)) {
    const answer = to[status];
    if (answer && headers && Object.keys(headers).length > 0) answer.headers = headers;
  }
  return made ?? {};
}

interface Answer {
  headers?: object;
}

function textOf(document: object): { json: string; etag: string } {
  const json = JSON.stringify(document);
  return { json, etag: `"${createHash('sha256').update(json).digest('hex').slice(0, 16)}"` };
}
