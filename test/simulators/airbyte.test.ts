// The Airbyte simulator keeps the promises that the incident engine is tested against.
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import type { RunningSimulator } from '../../simulators/engine/http-server';
import { at, caller, endedRun, list, type Call, type Json } from './http-client';

const ID = '11111111-1111-4111-a111-111111111111';
let simulator: RunningSimulator;
let sim: Call;
let api: Call;
let config: Call;

beforeAll(async () => {
  simulator = await startAirbyteSimulator();
  sim = caller(simulator.url);
  const token = await newToken();
  api = caller(`${simulator.url}/api/public/v1`, { authorization: `Bearer ${token}` });
  config = caller(`${simulator.url}/api/v1`, { authorization: `Bearer ${token}` });
});
afterAll(() => simulator.close());
beforeEach(() => sim('POST', '/_sim/reset', { seed: 7 }));

const client = { client_id: 'sim-client', client_secret: 'sim-secret', grant_type: 'client_credentials' };
async function newToken(): Promise<string> {
  const { body } = await sim('POST', '/api/public/v1/applications/token', client);
  return String(at(body, 'access_token'));
}
const create = (extra: object = {}) =>
  sim('POST', '/_sim/connections', { id: ID, sourceType: 'mysql', syncSeconds: 0.05, history: 1, ...extra });
const breakIt = (spec: object) => sim('POST', `/_sim/connections/${ID}/break`, spec);
const job = (jobType: string) => api('POST', '/jobs', { connectionId: ID, jobType });
const lastJob = async (): Promise<Json> => {
  const { body } = await config('POST', '/jobs/list', { configTypes: ['sync'], configId: ID });
  return at(body, 'jobs', 0);
};

describe('tokens', () => {
  it.each([
    '/api/public/v1/applications/token',
    '/api/v1/applications/token',
    '/applications/token',
    '/v1/applications/token/',
  ])('gives a token at %s, for JSON and for forms', async (path) => {
    expect(at((await sim('POST', path, client)).body, 'access_token')).toMatch(/\./);
    const form = await fetch(`${simulator.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(client),
    });
    expect(form.status).toBe(200);
  });

  it('refuses wrong credentials with 400 and a missing or expired token with 401', async () => {
    const wrong = await sim('POST', '/v1/applications/token', { ...client, client_secret: 'no' });
    expect(wrong.status).toBe(400);
    expect((await sim('GET', '/v1/jobs')).status).toBe(401);
    const other = caller(simulator.url, { authorization: `Bearer ${await newToken()}` });
    expect((await other('GET', '/v1/jobs')).status).toBe(200);
  });

  it('answers the web page, 200, on a wrong base path', async () => {
    const { status, headers } = await sim('GET', '/jobs');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html']);
  });
});

describe('jobs', () => {
  it('runs one sync at a time: the second is told to try again later', async () => {
    await create({ syncSeconds: 5 });
    expect((await job('sync')).status).toBe(200);
    const second = await job('sync');
    expect([second.status, at(second.body, 'title')]).toEqual([409, 'try-again-later']);
    expect(at(second.body, 'data', 'message')).toBe(`A sync is already running for: ${ID}`);
  });

  it('tells an inactive connection apart from a busy one', async () => {
    await create({ paused: true });
    const answer = await job('sync');
    expect([answer.status, at(answer.body, 'title')]).toEqual([409, 'state-conflict']);
  });

  it('refuses refresh on the public API and runs it through the config API', async () => {
    await create();
    expect((await job('refresh')).status).toBe(422);
    const { body } = await config('POST', '/connections/refresh', { connectionId: ID, refreshMode: 'Merge' });
    expect(at(body, 'job', 'configType')).toBe('refresh');
    expect(at(await endedRun(sim, ID, 2), 'kind')).toBe('resync');
  });

  it('cancels what runs on the connection, and records it once', async () => {
    await create({ syncSeconds: 5 });
    const { body } = await job('sync');
    const path = `/jobs/${String(at(body, 'jobId'))}`;
    expect(at((await api('DELETE', path)).body, 'status')).toBe('cancelled');
    expect((await api('DELETE', path)).status).toBe(200);
    const history = list((await sim('GET', `/_sim/connections/${ID}`)).body, 'history');
    expect(history.filter((entry) => at(entry, 'kind') === 'cancel')).toHaveLength(1);
  });

  it('lists oldest first by default and offers a next link while the page is not empty', async () => {
    await create({ history: 3 });
    const { body } = await api('GET', `/jobs?connectionId=${ID}&limit=3`);
    const ids = list(body, 'data').map((entry) => Number(at(entry, 'jobId')));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(at(body, 'next')).toContain('offset=3');
    const newest = await api('GET', `/jobs?connectionId=${ID}&orderBy=createdAt%7CDESC&limit=1`);
    expect(at(newest.body, 'data', 0, 'jobId')).toBe(ids.at(-1));
    expect((await api('GET', '/jobs?orderBy=nonsense')).status).toBe(400);
  });

  it('hides the reason of a failure on the public API and tells it on the config API', async () => {
    await create();
    await breakIt({ message: 'Access denied', class: 'authentication', until: 'reauth', stack: 'at x' });
    const started = await job('sync');
    await endedRun(sim, ID, 2);
    const id = Number(at(started.body, 'jobId'));
    const seen = (await api('GET', `/jobs/${id}`)).body;
    expect(at(seen, 'status')).toBe('failed');
    expect(JSON.stringify(seen)).not.toContain('Access denied');
    const { body } = await config('POST', '/jobs/get_without_logs', { id });
    expect(at(body, 'attempts', 0, 'attempt', 'failureSummary', 'failures', 0)).toMatchObject({
      failureOrigin: 'source',
      failureType: 'config_error',
      externalMessage: 'Access denied',
      stacktrace: 'at x',
    });
    const status = await config('POST', '/connections/status', { connectionIds: [ID] });
    expect(at(status.body, 0, 'connectionSyncStatus')).toBe('failed');
  });

  it('reports an empty success without any statistics', async () => {
    await create();
    await breakIt({ message: 'silent', mode: 'no_data', until: { syncs: 1 } });
    await job('sync');
    await endedRun(sim, ID, 2);
    const { body } = await api('GET', `/jobs?connectionId=${ID}&orderBy=createdAt%7CDESC&limit=1`);
    expect(at(body, 'data', 0, 'status')).toBe('succeeded');
    expect(at(body, 'data', 0)).not.toHaveProperty('rowsSynced');
    expect(at(await lastJob(), 'attempts', 0)).not.toHaveProperty('totalStats');
  });

  it('fails first and gets stuck then, until that run is cancelled', async () => {
    await create();
    await breakIt({ message: 'link failure', mode: 'fail_then_stuck', until: { syncs: 2 } });
    await job('sync');
    expect(at(await endedRun(sim, ID, 2), 'status')).toBe('failed');
    const stuck = await job('sync');
    await new Promise((resolve) => setTimeout(resolve, 150));
    const path = `/jobs/${String(at(stuck.body, 'jobId'))}`;
    expect(at((await api('GET', path)).body, 'status')).toBe('running');
    await api('DELETE', path);
    await job('sync');
    expect(at(await endedRun(sim, ID, 4), 'status')).toBe('succeeded');
  });
});

describe('connections', () => {
  it('replaces the streams and thereby accepts a changed schema', async () => {
    await create();
    await breakIt({ message: 'cursor gone', class: 'schema_drift', until: 'schema' });
    await api('PATCH', `/connections/${ID}`, { configurations: { streams: [{ name: 'orders' }] } });
    const { body } = await api('GET', `/connections/${ID}`);
    expect(list(body, 'configurations', 'streams')).toHaveLength(1);
    expect(at((await sim('GET', `/_sim/connections/${ID}`)).body, 'broken')).toBeNull();
  });

  it('pauses the connection when a discovery for it finds a breaking change', async () => {
    await create();
    await sim('POST', `/_sim/connections/${ID}/schema`, { dropColumns: { orders: ['updated_at'] } });
    const sourceId = at((await api('GET', `/connections/${ID}`)).body, 'sourceId');
    expect(
      at((await config('POST', '/sources/discover_schema', { sourceId })).body, 'catalog'),
    ).toBeDefined();
    expect(at((await api('GET', `/connections/${ID}`)).body, 'status')).toBe('active');
    const found = await config('POST', '/sources/discover_schema', { sourceId, connectionId: ID });
    expect(at(found.body, 'breakingChange')).toBe(true);
    expect(at((await api('GET', `/connections/${ID}`)).body, 'status')).toBe('inactive');
  });

  it('cancels a sync that meets a breaking change and pauses the connection', async () => {
    await create({ syncSeconds: 5 });
    await sim('POST', `/_sim/connections/${ID}/schema`, { dropColumns: { orders: ['id'] } });
    await job('sync');
    expect(at(await endedRun(sim, ID, 2), 'status')).toBe('cancelled');
    expect(at((await api('GET', `/connections/${ID}`)).body, 'status')).toBe('inactive');
  });

  it('takes new source credentials as the remedy, but not the mask alone', async () => {
    await create();
    await breakIt({ message: 'denied', class: 'authentication', until: 'reauth' });
    const path = `/sources/${String(at((await api('GET', `/connections/${ID}`)).body, 'sourceId'))}`;
    const sourceId = path.slice('/sources/'.length);
    expect(at((await config('POST', '/sources/check_connection', { sourceId })).body, 'status')).toBe(
      'failed',
    );
    await api('PATCH', path, { configuration: { password: '**********' } });
    expect(at((await sim('GET', `/_sim/connections/${ID}`)).body, 'broken')).not.toBeNull();
    await api('PATCH', path, { configuration: { password: 'new' } });
    expect(at((await sim('GET', `/_sim/connections/${ID}`)).body, 'broken')).toBeNull();
    expect(at((await config('POST', '/sources/check_connection', { sourceId })).body, 'status')).toBe(
      'succeeded',
    );
  });
});
