// The Fivetran simulator keeps the promises that the incident engine is tested against.
import { BASIC, withSimulator } from './fivetran/with-simulator';
import { at, caller, endedRun, list } from './http-client';

const under = withSimulator();
const { sim, api } = under;
beforeEach(() => sim('POST', '/_sim/reset', { seed: 7 }));

const create = (extra: object = {}) =>
  sim('POST', '/_sim/connections', {
    id: 'c1',
    service: 'postgres',
    syncSeconds: 0.05,
    history: 1,
    ...extra,
  });
const breakIt = (spec: object) => sim('POST', '/_sim/connections/c1/break', spec);
const kinds = async () =>
  list((await sim('GET', '/_sim/connections/c1')).body, 'history').map((entry) => at(entry, 'kind'));

describe('auth and shape', () => {
  it('refuses a wrong secret with 401 and accepts the right one', async () => {
    const wrong = caller(under.url(), {
      authorization: `Basic ${Buffer.from('sim-key:no').toString('base64')}`,
    });
    expect((await wrong('GET', '/v1/account/info')).status).toBe(401);
    expect((await api('GET', '/v1/account/info')).status).toBe(200);
  });

  it('serves legacy names and trailing slashes as the current paths', async () => {
    await create();
    for (const path of ['/v1/connections/c1', '/v1/connectors/c1/', '/v2/connectors/c1']) {
      expect(at((await api('GET', path)).body, 'data', 'id')).toBe('c1');
    }
    expect(list((await api('GET', '/v1/groups/sim_group/connectors/')).body, 'data', 'items')).toHaveLength(
      1,
    );
    expect((await api('POST', '/v1/connectors/c1/force')).status).toBe(200);
    expect(at(await endedRun(sim, 'c1', 2), 'trigger')).toBe('api');
  });

  it('takes a content type with a version parameter', async () => {
    await create();
    const answer = await fetch(`${under.url()}/v1/connections/c1/test`, {
      method: 'POST',
      headers: { ...BASIC, 'content-type': 'application/json;version=2' },
      body: '{}',
    });
    expect(answer.status).toBe(200);
    expect((await api('POST', '/v1/connections/c1/test')).status).toBe(400);
  });

  it('pages with an opaque cursor that is absent on the last page', async () => {
    for (const id of ['p1', 'p2', 'p3']) await create({ id });
    const first = await api('GET', '/v1/connections?limit=2');
    expect(list(first.body, 'data', 'items')).toHaveLength(2);
    const cursor = encodeURIComponent(String(at(first.body, 'data', 'next_cursor')));
    const last = await api('GET', `/v1/connections?limit=2&cursor=${cursor}`);
    expect(list(last.body, 'data', 'items').map((item) => at(item, 'id'))).toEqual(['p3']);
    expect(at(last.body, 'data')).not.toHaveProperty('next_cursor');
  });

  it('answers 404 with a typed code for an unknown connection', async () => {
    const { status, body } = await api('GET', '/v1/connections/nope');
    expect([status, at(body, 'code')]).toEqual([404, 'NotFound_Connection']);
  });
});

describe('runs and remedies', () => {
  it('fails for an authentication breakage until a person has reauthenticated', async () => {
    await create();
    await breakIt({ message: 'password authentication failed', class: 'authentication', until: 'reauth' });
    await api('POST', '/v1/connections/c1/sync', {});
    expect(at(await endedRun(sim, 'c1', 2), 'message')).toBe('password authentication failed');
    const broken = (await api('GET', '/v1/connections/c1')).body;
    expect(at(broken, 'data', 'status', 'setup_state')).toBe('broken');
    expect(at(broken, 'data', 'status', 'tasks', 0, 'code')).toBe('reconnect');
    expect(
      at((await api('POST', '/v1/connections/c1/test', {})).body, 'data', 'setup_tests', 1, 'status'),
    ).toBe('FAILED');

    await sim('POST', '/_sim/connections/c1/remedy', { did: 'reauth' });
    expect(at((await api('POST', '/v1/connections/c1/test', {})).body, 'data', 'status', 'setup_state')).toBe(
      'connected',
    );
    await api('POST', '/v1/connections/c1/sync', {});
    expect(at(await endedRun(sim, 'c1', 3), 'status')).toBe('succeeded');
    const { body } = await api('GET', '/v1/connections/c1');
    const [good, bad] = [at(body, 'data', 'succeeded_at'), at(body, 'data', 'failed_at')];
    expect(String(good) > String(bad)).toBe(true);
  });

  it.each([
    ['reauth', () => api('PATCH', '/v1/connections/c1', { config: { password: 'new' } })],
    ['config', () => api('PATCH', '/v1/connections/c1', { config: { host: 'db2' } })],
    ['schema', () => api('POST', '/v1/connections/c1/schemas/reload', {})],
  ])('counts the API equivalent of the remedy %s', async (until, remedy) => {
    await create();
    await breakIt({ message: 'no', until });
    await remedy();
    expect(at((await sim('GET', '/_sim/connections/c1')).body, 'broken')).toBeNull();
  });

  it('heals pause_resume only after both halves, and counts only writes that changed something', async () => {
    await create();
    await breakIt({ message: '429', class: 'rate_limit', until: 'pause_resume' });
    const patch = (paused: boolean) => api('PATCH', '/v1/connections/c1', { paused, run_setup_tests: false });
    await patch(false);
    await patch(true);
    await patch(true);
    expect(at((await sim('GET', '/_sim/connections/c1')).body, 'broken', 'until')).toBe('pause_resume');
    await patch(false);
    expect(at((await sim('GET', '/_sim/connections/c1')).body, 'broken')).toBeNull();
    expect(await kinds()).toEqual(['sync', 'pause', 'resume']);
  });

  it('fails {syncs:n} more times and then succeeds', async () => {
    await create();
    await breakIt({ message: 'flaky', until: { syncs: 2 } });
    const statuses: unknown[] = [];
    for (const count of [2, 3, 4]) {
      await sim('POST', '/_sim/connections/c1/run');
      statuses.push(at(await endedRun(sim, 'c1', count), 'status'));
    }
    expect(statuses).toEqual(['failed', 'failed', 'succeeded']);
  });

  it('heals until "sync" by the first API-triggered sync, not by the schedule', async () => {
    await create();
    await breakIt({ message: 'transient', until: 'sync' });
    await sim('POST', '/_sim/connections/c1/run');
    expect(at(await endedRun(sim, 'c1', 2), 'status')).toBe('failed');
    await api('POST', '/v1/connections/c1/sync', {});
    expect(at(await endedRun(sim, 'c1', 3), 'status')).toBe('succeeded');
  });

  it('heals until "resync" by a table resync and records its scope', async () => {
    await create();
    await breakIt({ message: 'WAL gone', class: 'cdc_position_lost', until: 'resync' });
    await api('POST', '/v1/connections/c1/schemas/tables/resync', { public: ['orders'] });
    expect(await endedRun(sim, 'c1', 2)).toMatchObject({
      kind: 'resync',
      status: 'succeeded',
      scope: ['public.orders'],
    });
  });

  it('keeps a stuck sync running until it is forced, and then goes well', async () => {
    await create();
    await breakIt({ message: 'hangs', mode: 'stuck', until: 'sync' });
    await sim('POST', '/_sim/connections/c1/run', { startedSecondsAgo: 7200 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(at((await api('GET', '/v1/connections/c1')).body, 'data', 'status', 'sync_state')).toBe('syncing');
    await api('POST', '/v1/connections/c1/sync', { force: true });
    expect(at(await endedRun(sim, 'c1', 3), 'status')).toBe('succeeded');
  });

  it('moves neither timestamp when rescheduled, and resumes by itself on an auto schedule', async () => {
    await create();
    const before = (await api('GET', '/v1/connections/c1')).body;
    await breakIt({ message: 'quota', mode: 'reschedule', retryAfterSeconds: 0.3, until: { syncs: 1 } });
    await api('POST', '/v1/connections/c1/sync', {});
    await endedRun(sim, 'c1', 2);
    const after = (await api('GET', '/v1/connections/c1')).body;
    expect(at(after, 'data', 'status', 'sync_state')).toBe('rescheduled');
    expect(at(after, 'data', 'status', 'rescheduled_for')).not.toBeNull();
    expect(at(after, 'data', 'succeeded_at')).toBe(at(before, 'data', 'succeeded_at'));
    expect(await endedRun(sim, 'c1', 3)).toMatchObject({ trigger: 'schedule', status: 'succeeded' });
  });

  it('accepts a sync while paused and runs it on resume', async () => {
    await create({ paused: true });
    expect((await api('POST', '/v1/connections/c1/sync', {})).status).toBe(200);
    expect(await kinds()).toEqual(['sync']);
    await api('PATCH', '/v1/connections/c1', { paused: false });
    expect(at(await endedRun(sim, 'c1', 2), 'status')).toBe('succeeded');
  });

  it('shows drift after a reload: a dropped table stays, locked as DELETED', async () => {
    await create();
    await sim('POST', '/_sim/connections/c1/schema', { dropTables: ['orders'], addTables: ['refunds'] });
    const { body } = await api('POST', '/v1/connections/c1/schemas/reload', {});
    const tables = at(body, 'data', 'schemas', 'public', 'tables');
    expect(at(tables, 'orders', 'enabled_patch_settings', 'reason_code')).toBe('DELETED');
    expect(at(tables, 'refunds', 'enabled')).toBe(true);
  });

  it('offers sync history, errors and warnings, and can be without them', async () => {
    await create();
    await sim('POST', '/_sim/connections/c1/run');
    await endedRun(sim, 'c1', 2);
    const { body } = await api('GET', '/v1/connections/c1/sync-history');
    expect(list(body, 'data', 'items')).toHaveLength(1);
    await sim('POST', '/_sim/features', { syncHistory: false });
    expect((await api('GET', '/v1/connections/c1/sync-history')).status).toBe(404);
  });
});
