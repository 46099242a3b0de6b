// The config API: what a client needs beyond the public one, in its own shapes.
import { at, list, type Json } from '../http-client';
import { airbyteGround, ID } from './ground';

const { create, breakIt, api, config, sim, settings, advance, job, ended, status, events, truth } =
  airbyteGround();
const post = async (path: string, body: object): Promise<Json> => (await config('POST', path, body)).body;
const jobs = (body: object) => post('/jobs/list', { configTypes: ['sync'], configId: ID, ...body });
const ids = (body: Json) => list(body, 'jobs').map((one) => Number(at(one, 'job', 'id')));

describe('jobs', () => {
  it('are listed newest first, filtered, with their attempts, around a job if asked', async () => {
    await create({ history: 5 });
    const all = ids(await jobs({}));
    expect(all).toEqual([...all].sort((a, b) => b - a));
    expect(await jobs({ pagination: { pageSize: 2, rowOffset: 4 } })).toMatchObject({ totalJobCount: 5 });
    expect(ids(await jobs({ pagination: { pageSize: 2 }, includingJobId: all[3] }))).toEqual(all.slice(2, 4));
    expect(ids(await jobs({ statuses: ['failed'] }))).toEqual([]);
    expect(ids(await jobs({ orderByMethod: 'ASC', createdAtEnd: new Date().toISOString() }))).toHaveLength(5);
    expect(
      await post('/jobs/list_for_workspaces', { configTypes: ['sync'], workspaceIds: ['x'] }),
    ).toMatchObject({
      totalJobCount: 0,
    });
    expect((await config('POST', '/jobs/list', { configId: ID })).status).toBe(400);
  });

  it('inline their logs on get, leave them out otherwise, and know their connectors', async () => {
    await create();
    await breakIt({ class: 'authentication', until: 'never', message: 'denied' });
    const id = Number(at((await job()).body, 'jobId'));
    await ended(2);
    expect(JSON.stringify(at(await post('/jobs/get', { id }), 'attempts', 0, 'logs'))).toContain('denied');
    const light = await post('/jobs/get_without_logs', { id });
    expect(at(light, 'attempts', 0, 'logs')).toEqual({ logLines: [] });
    expect(await post('/jobs/get_light', { id })).not.toHaveProperty('attempts');
    expect(await post('/jobs/get_debug_info', { id })).toMatchObject({ workflowState: { running: false } });
    expect(at(await post('/attempt/get_for_job', { jobId: id, attemptNumber: 0 }), 'attempt', 'id')).toBe(0);
    expect((await config('POST', '/attempt/get_for_job', { jobId: id, attemptNumber: 9 })).status).toBe(404);
    expect((await config('POST', '/jobs/explain', { id })).status).toBe(501);
    expect(await post('/jobs/retry_states/get', { id })).toMatchObject({ totalCompleteFailures: 1 });
  });

  it('are started and cancelled by connection, at old clients with slashes behind', async () => {
    await create({ syncSeconds: 60 });
    const started = await post('/connections/sync/', { connectionId: ID });
    const id = at(started, 'job', 'id');
    expect((await config('POST', '/connections/sync', { connectionId: ID })).status).toBe(409);
    expect(at(await post('/jobs/cancel', { id }), 'job', 'status')).toBe('cancelled');
    expect(at(await status(), 'connectionSyncStatus')).toBe('incomplete');
  });

  it('answer an unknown one with no more than an error ID', async () => {
    const { status: code, body } = await config('POST', '/jobs/get', { id: 4711 });
    expect([code, Object.keys(body ?? {})]).toEqual([404, ['errorId']]);
  });
});

describe('clear, reset and refresh', () => {
  it('cancel a running sync and then empty all streams, or the named ones', async () => {
    await create({ syncSeconds: 60 });
    const sync = Number(at((await job()).body, 'jobId'));
    const reset = await post('/connections/reset', { connectionId: ID });
    expect(at(reset, 'job', 'configType')).toBe('reset_connection');
    expect(at((await api('GET', `/jobs/${sync}`)).body, 'status')).toBe('cancelled');
    const one = await post('/connections/clear/stream', {
      connectionId: ID,
      streams: [{ streamName: 'orders', streamNamespace: 'public' }],
    });
    expect(at(one, 'job', 'resetConfig', 'streamsToReset')).toEqual([
      { name: 'orders', namespace: 'public' },
    ]);
    await advance(61);
    expect(at(await status(), 'connectionSyncStatus')).toBe('pending');
    expect(at(await post('/state/get', { connectionId: ID }), 'stateType')).toBe('not_set');
  });

  it('keep a refresh for later while a sync runs, and do nothing where it is not supported', async () => {
    await create({ syncSeconds: 0.2 });
    const refresh = (refreshMode = 'Merge') =>
      config('POST', '/connections/refresh', { connectionId: ID, refreshMode });
    await job();
    expect((await refresh()).body).toEqual({});
    expect(at(await ended(3), 'kind')).toBe('resync');
    expect((await refresh('Sideways')).status).toBe(400);
    await settings({ refreshSupported: false });
    expect((await refresh('Truncate')).body).toEqual({});
    expect(at(await truth(), 'running')).toBeNull();
  });
});

describe('changes', () => {
  it('carry their reason to the timeline', async () => {
    await create();
    await post('/connections/update_with_reason', {
      connectionUpdate: { connectionId: ID, name: 'renamed', status: 'inactive' },
      updateReason: 'incident 4711',
    });
    const { body } = await config('POST', '/connections/events/list', {
      connectionId: ID,
      eventTypes: ['CONNECTION_SETTINGS_UPDATE'],
    });
    expect(at(body, 'events', 0, 'summary')).toEqual({
      patches: { name: { from: 'Orders', to: 'renamed' } },
      updateReason: 'incident 4711',
    });
    expect(at(body, 'events', 0, 'user', 'name')).toBe('Sim User');
    expect(at(await status(), 'connectionSyncStatus')).toBe('paused');
  });

  it('can set basic schedules and timezones, unlike the public API', async () => {
    await create();
    const basic = { basicSchedule: { timeUnit: 'hours', units: 12 } };
    await post('/connections/update', { connectionId: ID, scheduleType: 'basic', scheduleData: basic });
    expect(at((await api('GET', `/connections/${ID}`)).body, 'schedule')).toEqual({
      scheduleType: 'basic',
      basicTiming: 'Every 12 HOURS',
    });
    const cron = { cron: { cronExpression: '0 0 8 * * ?', cronTimeZone: 'Europe/Berlin' } };
    await post('/connections/update', { connectionId: ID, scheduleType: 'cron', scheduleData: cron });
    expect(at(await post('/connections/get', { connectionId: ID }), 'scheduleData')).toEqual(cron);
    const etc = { cron: { cronExpression: '0 0 8 * * ?', cronTimeZone: 'Etc/UTC' } };
    const refused = { connectionId: ID, scheduleType: 'cron', scheduleData: etc };
    expect((await config('POST', '/connections/update', refused)).status).toBe(400);
  });

  it('reset what a breaking change touched, unless the whole catalog is sent with skipReset', async () => {
    await create();
    const drop = () =>
      sim('POST', `/_sim/connections/${ID}/schema`, { dropColumns: { orders: ['updated_at'] } });
    const read = (withRefreshedCatalog: boolean) =>
      post('/web_backend/connections/get', { connectionId: ID, withRefreshedCatalog });
    await drop();
    const { syncCatalog } = (await read(true)) as Record<string, Json>; // an object
    const update = (skipReset: boolean) =>
      post('/web_backend/connections/update', { connectionId: ID, syncCatalog, status: 'active', skipReset });
    expect(at(await update(true), 'breakingChange')).toBe(false);
    expect(at(await truth(), 'running')).toBeNull();
    await sim('POST', `/_sim/connections/${ID}/schema`, { dropColumns: { customers: ['updated_at'] } });
    await read(true);
    await update(false);
    expect(at(await ended(2), 'kind')).toBe('clear');
  });

  it('rewind the cursors, but not under a running sync', async () => {
    await create({ syncSeconds: 60 });
    const connectionState = { stateType: 'stream', streamState: [{ streamDescriptor: { name: 'orders' } }] };
    const write = (path: string) => config('POST', `/state/${path}`, { connectionId: ID, connectionState });
    expect(at(await post('/state/get', { connectionId: ID }), 'stateType')).toBe('stream');
    await write('create_or_update_safe');
    expect(await post('/state/get', { connectionId: ID })).toMatchObject(connectionState);
    await sim('PATCH', `/_sim/connections/${ID}`, { syncSeconds: 0.05 });
    await job();
    await ended(2);
    expect(list(await post('/state/get', { connectionId: ID }), 'streamState')).toHaveLength(2);
    await sim('PATCH', `/_sim/connections/${ID}`, { syncSeconds: 60 });
    await job();
    expect((await write('create_or_update_safe')).status).toBe(423);
    expect((await write('create_or_update')).status).toBe(200);
  });
});

describe('what is remembered', () => {
  it('tells manual starts and every end on the timeline, newest first', async () => {
    await create({ history: 1 });
    await job();
    await ended(2);
    await breakIt({ class: 'authentication', until: { syncs: 1 } });
    await job();
    await ended(3);
    expect((await events()).sort()).toEqual(
      ['SYNC_FAILED', 'SYNC_STARTED', 'SYNC_SUCCEEDED', 'SYNC_STARTED', 'SYNC_SUCCEEDED'].sort(),
    );
    const { body } = await config('POST', '/connections/events/list', {
      connectionId: ID,
      eventTypes: ['SYNC_FAILED'],
    });
    expect(at(body, 'events', 0, 'summary', 'failureReason', 'failureType')).toBe('config_error');
    const id = at(body, 'events', 0, 'id');
    const got = await post('/connections/events/get', { connectionId: ID, connectionEventId: String(id) });
    expect(at(got, 'eventType')).toBe('SYNC_FAILED');
  });

  it('knows the last job of each stream, volumes and uptime', async () => {
    await create({ history: 4 });
    const last = await post('/connections/last_job_per_stream', { connectionId: ID });
    expect(last).toEqual([
      expect.objectContaining({ streamName: 'orders', jobStatus: 'succeeded' }),
      expect.objectContaining({ streamName: 'customers' }),
    ]);
    expect(await post('/connections/history/data', { connectionId: ID })).toHaveLength(4);
    expect(await post('/connections/history/uptime', { connectionId: ID })).toHaveLength(4);
  });

  it('shows streams as rate limited, until when, while the quota of their source is spent', async () => {
    await create({ syncSeconds: 3600 });
    await sim('PATCH', `/_sim/connections/${ID}/airbyte`, { quotaResetSeconds: 600 });
    await job();
    const states = () => post('/stream_statuses/latest_per_run_state', { connectionId: ID });
    const first = at(await states(), 'streamStatuses', 0);
    expect(at(first, 'runState')).toBe('RATE_LIMITED');
    expect(Number(at(first, 'metadata', 'quotaReset'))).toBeGreaterThan(Date.now());
    await advance(601);
    expect(at(await states(), 'streamStatuses', 0, 'runState')).toBe('RUNNING');
    const workspaceId = String(at((await sim('GET', '/_sim/credentials')).body, 'workspaceId'));
    const all = await post('/stream_statuses/list', { workspaceId, pagination: { pageSize: 1 } });
    expect(list(all, 'streamStatuses')).toHaveLength(1);
  });

  it('pages through connections with filters and without touching them', async () => {
    await sim('POST', '/_sim/connections', { count: 3, template: { name: 'c' } });
    await create();
    await breakIt({ class: 'authentication', until: 'never' });
    await job();
    await ended(2);
    const workspaceId = String(at((await sim('GET', '/_sim/credentials')).body, 'workspaceId'));
    const rows = async (body: object) =>
      list(await post('/web_backend/connections/list', { workspaceId, ...body }), 'connections').map((one) =>
        at(one, 'name'),
      );
    expect(await rows({ filters: { statuses: ['failed'] } })).toEqual(['Orders']);
    expect(await rows({ filters: { searchTerm: 'ORD' } })).toEqual(['Orders']);
    const first = await post('/web_backend/connections/list', { workspaceId, pageSize: 2 });
    const cursor = String(at(first, 'connections', -1, 'connectionId'));
    expect(await rows({ cursor, pageSize: 2 })).toEqual(['c_3', 'Orders']);
  });
});

it('checks both ends, and only the one that is broken fails', async () => {
  await create();
  await breakIt({ class: 'destination_failure', message: 'warehouse is gone', until: 'never' });
  const { sourceId, destinationId } = (await post('/connections/get', { connectionId: ID })) as Record<
    string,
    Json
  >; // an object
  expect(await post('/sources/check_connection', { sourceId })).toMatchObject({ status: 'succeeded' });
  expect(await post('/destinations/check_connection', { destinationId })).toMatchObject({
    status: 'failed',
    message: 'warehouse is gone',
  });
  const changed = await post('/sources/partial_update', {
    sourceId,
    connectionConfiguration: { host: 'new' },
  });
  expect(at(changed, 'connectionConfiguration')).toMatchObject({ host: 'new', password: '**********' });
});

it('gives the same names and numbers for the same seed', async () => {
  const made = async () => {
    await sim('POST', '/_sim/reset', { seed: 42 });
    const { body } = await sim('POST', '/_sim/connections', { history: 3, name: 'x' });
    return list(body, 'history').map((run) => [at(body, 'id'), at(run, 'id'), at(run, 'rows')]);
  };
  const first = await made();
  expect(await made()).toEqual(first);
});
