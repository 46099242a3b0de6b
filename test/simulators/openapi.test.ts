// What the simulators answer is what the vendors' published OpenAPI documents describe.
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import { startFivetranSimulator } from '../../simulators/fivetran/simulator';
import type { RunningSimulator } from '../../simulators/engine/http-server';
import { at, caller, endedRun, type Call } from './http-client';
import { hasDocument, responseCheck, type Check } from './openapi-document';

const BASIC = { authorization: `Basic ${Buffer.from('sim-key:sim-secret').toString('base64')}` };
const whenPresent = (name: string) => (hasDocument(name) ? describe : describe.skip);

type Case = readonly [method: string, documented: string, path: string, body?: object];

function itMatches(cases: readonly Case[], check: () => Check, api: () => Call): void {
  for (const [method, documented, path, body] of cases) {
    it(`${method} ${documented}`, async () => {
      const answer = await api()(method.toUpperCase(), path, body);
      expect(answer.status).toBe(200);
      expect(check()(method, documented, answer.status, answer.body)).toEqual([]);
    });
  }
}

whenPresent('fivetran')('Fivetran', () => {
  let simulator: RunningSimulator;
  let api: Call;
  let check: Check;
  beforeAll(async () => {
    check = responseCheck('fivetran');
    simulator = await startFivetranSimulator();
    api = caller(simulator.url, BASIC);
    const sim = caller(simulator.url);
    await sim('POST', '/_sim/connections', { id: 'c1', syncSeconds: 0.05, history: 0 });
    await sim('POST', '/_sim/connections/c1/break', {
      message: 'no',
      class: 'authentication',
      until: 'reauth',
    });
    await sim('POST', '/_sim/connections/c1/run');
    await endedRun(sim, 'c1', 1);
  });
  afterAll(() => simulator.close());

  const one = '/v1/connections/{connectionId}';
  itMatches(
    [
      ['get', '/v1/account/info', '/v1/account/info'],
      ['get', '/v1/connections', '/v1/connections'],
      ['get', one, '/v1/connections/c1'],
      ['patch', one, '/v1/connections/c1', { sync_frequency: 60 }],
      ['post', `${one}/test`, '/v1/connections/c1/test', {}],
      ['post', `${one}/sync`, '/v1/connections/c1/sync', { force: true }],
      ['post', `${one}/resync`, '/v1/connections/c1/resync', {}],
      ['get', `${one}/schemas`, '/v1/connections/c1/schemas'],
      ['patch', `${one}/schemas`, '/v1/connections/c1/schemas', { schema_change_handling: 'BLOCK_ALL' }],
      ['post', `${one}/schemas/reload`, '/v1/connections/c1/schemas/reload', { exclude_mode: 'PRESERVE' }],
      [
        'post',
        `${one}/schemas/tables/resync`,
        '/v1/connections/c1/schemas/tables/resync',
        { public: ['orders'] },
      ],
      [
        'post',
        `${one}/connect-card`,
        '/v1/connections/c1/connect-card',
        { connect_card_config: { redirect_uri: 'x' } },
      ],
      ['get', '/v1/groups', '/v1/groups'],
      ['get', '/v1/groups/{groupId}', '/v1/groups/sim_group'],
      ['get', '/v1/groups/{groupId}/connections', '/v1/groups/sim_group/connections'],
      ['get', '/v1/destinations/{destinationId}', '/v1/destinations/sim_group'],
      [
        'post',
        '/v1/webhooks/account',
        '/v1/webhooks/account',
        { url: 'https://receiver.example/x', events: ['sync_end'], active: false, secret: 's' },
      ],
      ['get', '/v1/webhooks', '/v1/webhooks'],
    ],
    () => check,
    () => api,
  );
});

whenPresent('airbyte')('Airbyte', () => {
  const id = '11111111-1111-4111-a111-111111111111';
  let simulator: RunningSimulator;
  let api: Call;
  let check: Check;
  let ids: { source: string; destination: string; job: string; workspace: string };
  beforeAll(async () => {
    check = responseCheck('airbyte');
    simulator = await startAirbyteSimulator();
    const sim = caller(simulator.url);
    const client = { client_id: 'sim-client', client_secret: 'sim-secret' };
    const token = String(at((await sim('POST', '/v1/applications/token', client)).body, 'access_token'));
    api = caller(`${simulator.url}/v1`, { authorization: `Bearer ${token}` });
    await sim('POST', '/_sim/connections', { id, syncSeconds: 0.05, tags: ['tier-1'] });
    await sim('POST', `/_sim/connections/${id}/run`);
    const run = await endedRun(sim, id, 6);
    const { body } = await api('GET', `/connections/${id}`);
    ids = {
      source: String(at(body, 'sourceId')),
      destination: String(at(body, 'destinationId')),
      workspace: String(at(body, 'workspaceId')),
      job: String(at(run, 'id')),
    };
  });
  afterAll(() => simulator.close());

  const named = async (method: string, path: string, body?: unknown) =>
    api(method, filled(path), body === undefined ? body : JSON.parse(filled(JSON.stringify(body))));
  const filled = (text: string) =>
    text
      .replace(':source', ids.source)
      .replace(':destination', ids.destination)
      .replace(':job', ids.job)
      .replace(':workspace', ids.workspace);
  itMatches(
    [
      ['get', '/jobs', '/jobs'],
      ['post', '/jobs', '/jobs', { connectionId: id, jobType: 'clear' }],
      ['get', '/jobs/{jobId}', '/jobs/:job'],
      ['delete', '/jobs/{jobId}', '/jobs/:job'],
      ['get', '/connections', '/connections'],
      ['get', '/connections/{connectionId}', `/connections/${id}`],
      ['patch', '/connections/{connectionId}', `/connections/${id}`, { status: 'inactive' }],
      ['get', '/sources', '/sources'],
      ['get', '/sources/{sourceId}', '/sources/:source'],
      ['get', '/destinations', '/destinations'],
      ['get', '/destinations/{destinationId}', '/destinations/:destination'],
      ['get', '/streams', '/streams?sourceId=:source'],
      ['get', '/workspaces', '/workspaces'],
      ['get', '/workspaces/{workspaceId}', '/workspaces/:workspace'],
      [
        'patch',
        '/workspaces/{workspaceId}',
        '/workspaces/:workspace',
        { notifications: { failure: { webhook: { enabled: true, url: 'http://x.example' } } } },
      ],
      ['get', '/tags', '/tags'],
      ['get', '/connections', '/connections?limit=1&offset=5'],
      ['put', '/sources/{sourceId}', '/sources/:source', { name: 's', configuration: { host: 'x' } }],
      ['patch', '/sources/{sourceId}', '/sources/:source', { name: 't', configuration: { port: 1 } }],
      ['patch', '/destinations/{destinationId}', '/destinations/:destination', { name: 'd' }],
      ['post', '/workspaces', '/workspaces', { name: 'another' }],
      ['post', '/connections', '/connections', { sourceId: ':source', destinationId: ':destination' }],
      [
        'post',
        '/sources',
        '/sources',
        { name: 'made', workspaceId: ':workspace', configuration: { sourceType: 'postgres' } },
      ],
      [
        'post',
        '/destinations',
        '/destinations',
        { name: 'made', workspaceId: ':workspace', configuration: { destinationType: 'bigquery' } },
      ],
      ['post', '/tags', '/tags', { name: 'gold', color: 'FFD700', workspaceId: ':workspace' }],
    ],
    () => check,
    () => named,
  );
});
