// The public API's jobs: one at a time, told apart, listed, cancelled, and silent about why they failed.
import { at, list, type Json } from '../http-client';
import { airbyteGround, ID } from './ground';

const { create, breakIt, api, config, sim, job, ended, advance, truth, status } = airbyteGround();
const last = async (): Promise<Json> => {
  const { body } = await api('GET', `/jobs?connectionId=${ID}&orderBy=createdAt%7CDESC&limit=1`);
  return at(body, 'data', 0);
};

it('runs one sync at a time: the second is told to try again later', async () => {
  await create({ syncSeconds: 5 });
  expect((await job()).status).toBe(200);
  const second = await job();
  expect([second.status, at(second.body, 'title')]).toEqual([409, 'try-again-later']);
  expect(at(second.body, 'data', 'message')).toBe(`A sync is already running for: ${ID}`);
});

it('tells an inactive connection apart from a busy one', async () => {
  await create({ paused: true });
  const answer = await job();
  expect([answer.status, at(answer.body, 'title')]).toEqual([409, 'state-conflict']);
});

it('refuses refresh, which the config API runs', async () => {
  await create();
  const refused = await job('refresh');
  expect([refused.status, at(refused.body, 'data', 'message')]).toEqual([
    422,
    'Refreshes are not supported in the public API',
  ]);
  const { body } = await config('POST', '/connections/refresh', { connectionId: ID, refreshMode: 'Merge' });
  expect(at(body, 'job', 'configType')).toBe('refresh');
  expect(at(await ended(2), 'kind')).toBe('resync');
});

it('cancels what runs on the connection, whichever of its jobs is named, and records it once', async () => {
  await create({ syncSeconds: 5 });
  const old = Number(at(await last(), 'jobId'));
  const running = Number(at((await job()).body, 'jobId'));
  expect(at((await api('DELETE', `/jobs/${old}`)).body, 'status')).toBe('succeeded');
  expect(at((await api('GET', `/jobs/${running}`)).body, 'status')).toBe('cancelled');
  expect((await api('DELETE', `/jobs/${running}`)).status).toBe(200);
  const kinds = list(await truth(), 'history').map((entry) => at(entry, 'kind'));
  expect(kinds.filter((kind) => kind === 'cancel')).toHaveLength(1);
});

it('stops a running sync for a reset, which works on an inactive connection too', async () => {
  await create({ syncSeconds: 5 });
  const running = Number(at((await job()).body, 'jobId'));
  expect(at((await job('reset')).body, 'jobType')).toBe('reset');
  expect(at((await api('GET', `/jobs/${running}`)).body, 'status')).toBe('cancelled');
  await api('PATCH', `/connections/${ID}`, { status: 'inactive' });
  expect((await job('clear')).status).toBe(200);
});

it('lists oldest first by default, and refuses an order that it does not know', async () => {
  await create({ history: 3 });
  const { body } = await api('GET', `/jobs?connectionId=${ID}&limit=3`);
  const ids = list(body, 'data').map((entry) => Number(at(entry, 'jobId')));
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(at(await last(), 'jobId')).toBe(ids.at(-1));
  for (const wrong of ['nonsense', 'createdAt%7CSIDEWAYS', 'jobId%7CASC'])
    expect([wrong, (await api('GET', `/jobs?orderBy=${wrong}`)).status]).toEqual([wrong, 400]);
});

it('filters by status, type, workspace and time', async () => {
  await create({ history: 3 });
  await job('clear');
  await ended(4);
  const count = async (query: string) =>
    list((await api('GET', `/jobs?connectionId=${ID}&${query}`)).body, 'data').length;
  expect(await count('jobType=sync')).toBe(3);
  expect(await count('jobType=clear&status=succeeded')).toBe(1);
  expect(await count('jobType=reset')).toBe(0);
  expect(await count('workspaceIds=other')).toBe(0);
  const minuteAgo = new Date(Date.now() - 60_000).toISOString();
  expect(await count(`createdAtStart=${minuteAgo}`)).toBe(1);
  expect(await count(`updatedAtEnd=${minuteAgo}`)).toBe(3);
  expect((await api('GET', '/jobs?status=asleep')).status).toBe(400);
  expect((await api('GET', '/jobs?createdAtStart=yesterday')).status).toBe(400);
});

it('writes times as Java does: no seconds when they are zero', async () => {
  await create({ syncSeconds: 5 });
  const now = Date.parse(String(at((await sim('GET', '/_sim/clock')).body, 'now')));
  await advance((60_000 - (now % 60_000)) / 1000);
  expect(String(at((await job()).body, 'startTime'))).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/);
  await advance(30);
  expect(String(at(await last(), 'lastUpdatedAt'))).toMatch(/T\d\d:\d\d:\d\dZ$/);
});

it('leaves out what is not known instead of answering null', async () => {
  await create({ syncSeconds: 5 });
  await job();
  const answers = await Promise.all(
    ['/jobs', '/connections', '/sources', '/destinations', '/workspaces'].map((path) => api('GET', path)),
  );
  expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(':null');
  expect(await last()).not.toHaveProperty('lastUpdatedAt');
});

it('hides the reason of a failure on the public API and tells it on the config API', async () => {
  await create();
  await breakIt({ message: 'Access denied', class: 'authentication', until: 'reauth', stack: 'at x' });
  const id = Number(at((await job()).body, 'jobId'));
  await ended(2);
  const seen = (await api('GET', `/jobs/${id}`)).body;
  expect(at(seen, 'status')).toBe('failed');
  expect(JSON.stringify(seen)).not.toContain('Access denied');
  const { body } = await config('POST', '/jobs/get_without_logs', { id });
  const reason = {
    failureOrigin: 'source',
    failureType: 'config_error',
    externalMessage: 'Access denied',
    stacktrace: 'at x',
  };
  expect(at(body, 'attempts', 0, 'attempt', 'failureSummary', 'failures', 0)).toMatchObject(reason);
  expect(await status()).toMatchObject({ connectionSyncStatus: 'failed', failureReason: reason });
});

it('reports an empty success without any statistics', async () => {
  await create();
  await breakIt({ message: 'silent', mode: 'no_data', until: { syncs: 1 } });
  const id = Number(at((await job()).body, 'jobId'));
  await ended(2);
  expect(at(await last(), 'status')).toBe('succeeded');
  expect(await last()).not.toHaveProperty('rowsSynced');
  const { body } = await config('POST', '/jobs/get_without_logs', { id });
  expect(at(body, 'attempts', 0, 'attempt')).not.toHaveProperty('totalStats');
});

it('fails first and gets stuck then, until that run is cancelled', async () => {
  await create();
  await breakIt({ message: 'link failure', mode: 'fail_then_stuck', until: { syncs: 2 } });
  await job();
  expect(at(await ended(2), 'status')).toBe('failed');
  const stuck = Number(at((await job()).body, 'jobId'));
  await advance(3600);
  expect(at((await api('GET', `/jobs/${stuck}`)).body, 'status')).toBe('running');
  await api('DELETE', `/jobs/${stuck}`);
  await job();
  expect(at(await ended(4), 'status')).toBe('succeeded');
});
