// The document at /openapi.json: valid OpenAPI 3.1, complete, and what real answers look like.
import { spawnSync } from 'node:child_process';
import Ajv2020 from 'ajv/dist/2020';
import { openapiDocument } from '../../../ingress/document';
import { knownConnection } from '../../known-connection';
import type { OpenapiDocument, OpenapiOperation } from '../../openapi-conformance';
import { registeredRoutes } from './held-to-document';
import { RUN_ID, anIncident, as, aWorld, type World } from './world';

const PUBLIC = /^\/(api|webhooks|slack|teams)\/|^\/(healthz|readyz|metrics|openapi\.json)$/;

describe('/openapi.json', () => {
  let world: World;
  let document: OpenapiDocument;
  beforeAll(async () => {
    world = await aWorld();
    document = (await world.app.inject('/openapi.json')).json();
  });
  afterAll(() => world.app.close());

  const operations = (): [string, OpenapiOperation][] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, OpenapiOperation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );

  it('is valid OpenAPI 3.1, and what the types of the client were generated from', async () => {
    expect(document.openapi).toBe('3.1.0');
    // The generator lints the document before it makes types of it.
    const child = spawnSync(process.execPath, ['scripts/client-types.mjs', '--check', '--document', '-'], {
      input: JSON.stringify(await openapiDocument()),
      encoding: 'utf8',
    });
    expect([child.stderr, child.status]).toEqual(['', 0]);
  });

  it('is the same whether a server works behind it or not, but for the chats that are not set up', async () => {
    const whole = (await openapiDocument()) as OpenapiDocument;
    const ofChats = /^\/(slack|teams)\/|^\/webhooks\/(jira|servicenow)$/;
    const paths = Object.entries(whole.paths).filter(([path]) => !ofChats.test(path));
    expect(document).toEqual({ ...whole, paths: Object.fromEntries(paths) });
  });

  it('has schemas that are schemas, and no reference that leads nowhere', () => {
    const ajv = new Ajv2020({
      strict: true,
      strictRequired: false,
      formats: { 'date-time': true, uri: true },
    });
    ajv.addKeyword('components');
    ajv.addSchema({ $id: 'api', components: document.components });
    for (const name of Object.keys(document.components.schemas))
      expect(() => ajv.compile({ $ref: `api#/components/schemas/${name}` })).not.toThrow();
    const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const name = /^"\$ref":"#\/components\/schemas\/([A-Za-z]+)"$/.exec(reference)?.[1];
      expect([reference, name !== undefined && name in document.components.schemas]).toEqual([
        reference,
        true,
      ]);
    }
  });

  it('names every route that is registered', () => {
    const documented = new Set(operations().map(([name]) => name));
    const missing = registeredRoutes(world.app).filter(
      (route) => PUBLIC.test(route.split(' ')[1] ?? '') && !documented.has(route),
    );
    expect(missing).toEqual([]);
    expect(documented.size).toBeGreaterThan(30);
  });

  it('says of every operation what it is, who may call it and what it can answer', () => {
    const ids = new Set<string>();
    for (const [name, operation] of operations()) {
      const { operationId = '', summary = '', tags = [], security, responses } = operation;
      expect([name, /^[a-z][A-Za-z]+$/.test(operationId), ids.has(operationId)]).toEqual([name, true, false]);
      ids.add(operationId);
      expect([name, summary.length > 5, tags.length, Array.isArray(security)]).toEqual([name, true, 1, true]);
      if (!name.includes(' /api/')) continue;
      expect([name, security]).toEqual([name, [{ bearer: [] }]]);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '403', '429', '503']));
      if (name.includes('{')) expect([name, '404' in responses]).toEqual([name, true]);
      if (operation.requestBody)
        expect([name, '413' in responses, '415' in responses]).toEqual([name, true, true]);
    }
  });

  it('documents an Idempotency-Key wherever one is read', () => {
    const taking = operations()
      .filter(([, { parameters = [] }]) => parameters.some(({ name }) => name === 'idempotency-key'))
      .map(([, { operationId }]) => operationId);
    expect(taking).toEqual(
      expect.arrayContaining(['decide', 'controlIncident', 'pullFreeze', 'pullKillSwitch', 'requestChange']),
    );
  });

  it('is answered without a token, and with 304 to whoever has it already', async () => {
    const first = await world.app.inject('/openapi.json');
    const again = await world.app.inject({
      url: '/openapi.json',
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('tells of every answer of this suite what it was: one that is not as documented fails its test', async () => {
    world.reader.list.mockResolvedValueOnce({
      items: [{ ...anIncident(), undocumented: 1 } as never],
      nextCursor: null,
    });
    await expect(world.app.inject({ url: '/api/v1/incidents', headers: as('vera') })).rejects.toThrow(
      /GET \/api\/v1\/incidents 200: .*additional properties/,
    );
  });

  it.each([
    '/incidents',
    `/incidents/${anIncident().id}`,
    `/incidents/${anIncident().id}/timeline`,
    `/incidents/${anIncident().id}/decisions`,
    '/approvals',
    '/audit',
    '/audit/verify',
    '/freezes',
    '/kill-switch',
    '/modes',
    '/connections',
    '/connections/fivetran/prod/frozen_lemon',
    '/connections/fivetran/prod/frozen_lemon/history',
    '/connections/fivetran/prod/frozen_lemon/diagnosis',
    '/accounts',
    '/accounts/fivetran/prod/survey',
    '/accounts/fivetran/prod/webhooks',
    '/whoami',
  ])('describes what GET %s answers', async (url) => {
    world.connections.list.mockResolvedValue({
      items: [knownConnection({ account: 'prod' })],
      nextCursor: null,
    });
    world.reader.audit.mockResolvedValue([
      {
        ...{ seq: 1, key: `${RUN_ID}/1`, at: '2026-11-20T12:00:00.000Z', incidentId: anIncident().id },
        ...{
          actor: 'system',
          action: 'incident.opened',
          details: {},
          previousHash: '',
          hash: 'a'.repeat(64),
        },
      },
    ]);
    const answer = await world.app.inject({ url: `/api/v1${url}`, headers: as('vera') });
    expect(answer.statusCode).toBe(200);
  });
});
