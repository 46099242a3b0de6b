// What a sweep gains by Airbyte's config API, and that it goes on when that API is gone, old, or odd.
import { startAirbyteWorld, sweepAll, type AirbyteWorld } from './airbyte-world';

let world: AirbyteWorld;
beforeAll(async () => {
  world = await startAirbyteWorld();
});
afterAll(() => world.close());
beforeEach(() => world.control.reset());

const LIST = '/api/v1/web_backend/connections/list';
const STATUS = '/api/v1/connections/status';
const JOBS = '/api/v1/jobs/list_for_workspaces';
const soon = () => new Date(Date.now() + 60_000).toISOString();
const postgres = (more: object = {}) =>
  world.control.create({ sourceType: 'source-postgres', syncSeconds: 0.05, history: 0, ...more });
const answer = (path: string, body: unknown, times = 1) =>
  world.control.fault({ method: 'POST', path, status: 200, body, times });
const row = (connectionId: string, more: object = {}) => ({
  ...{
    connectionId,
    name: connectionId,
    status: 'active',
    scheduleType: 'manual',
    schemaChange: 'no_change',
  },
  ...{ source: { name: 'ads', sourceName: 'Google Ads' }, destination: { name: 'warehouse' }, ...more },
});

describe('by the config API', () => {
  it('a failed run carries its reason', async () => {
    const id = await postgres();
    await world.fail(id, 'connection refused by db');
    const { runs, missing } = await sweepAll(world.connectWhole(), 'runs');
    expect(runs[0]?.run.failure?.message).toContain('connection refused by db');
    expect(runs[0]?.run.failure?.attempts).toBe(1);
    expect(missing).toEqual([]);
  });

  it('a connection says when it last succeeded and failed, long before this sweep', async () => {
    const id = await postgres({ history: 2 });
    const [quiet] = (await sweepAll(world.connectWhole(), 'inventory', soon())).connections;
    expect(quiet).toMatchObject({ lastFailureAt: null, running: null });
    expect(Date.parse(quiet?.lastSuccessAt ?? '')).not.toBeNaN();
    await world.fail(id, 'down');
    const [failed] = (await sweepAll(world.connectWhole(), 'inventory', soon())).connections;
    expect(Date.parse(failed?.lastFailureAt ?? '')).toBeGreaterThan(Date.parse(quiet?.lastSuccessAt ?? ''));
  });

  it('leaves a failure of this sweep to its run, which knows the reason: it is not told twice', async () => {
    await world.fail(await postgres({ history: 1 }), 'down');
    const { connections, runs } = await sweepAll(world.connectWhole(), 'inventory');
    expect(connections[0]?.lastFailureAt).toBeNull();
    expect(runs.filter(({ run }) => run.status === 'failed')).toHaveLength(1);
  });

  it('names a connector as the public API does', async () => {
    await answer(LIST, { connections: [row('a')], numConnections: 1 });
    const [state] = (await sweepAll(world.connectWhole(), 'inventory')).connections;
    expect(state).toMatchObject({ service: 'google-ads', destination: 'warehouse' });
  });

  it.each(['not_found', 'html'])(
    'goes on by the public API when it is gone (%s), and says so',
    async (how) => {
      const id = await postgres({ history: 1 });
      await world.order('/settings', { configApi: how }, 'PATCH');
      const { connections, runs, missing } = await sweepAll(world.connectWhole(), 'inventory');
      expect(connections.map((state) => state.connectionId)).toEqual([id]);
      expect(runs).toHaveLength(1);
      expect(missing.map((gap) => gap.what)).toEqual(
        expect.arrayContaining(['the config API', 'reasons of failures', 'schema changes']),
      );
    },
  );

  it('lists connections without their statuses where those cannot be read', async () => {
    await postgres({ history: 1 });
    await world.control.fault({ method: 'POST', path: STATUS, status: 500, times: -1 });
    const { connections, missing } = await sweepAll(world.connectWhole(), 'inventory');
    expect(connections).toMatchObject([{ lastSuccessAt: null, running: null }]);
    expect(missing.map((gap) => gap.what)).toContain('last successes before this sweep');
  });

  it('keeps the others when one row cannot be read, and names it', async () => {
    const job = { id: 8, configType: 'sync', configId: 'a', createdAt: 1e20, updatedAt: 1, status: 'failed' };
    await answer(LIST, { connections: [{ connectionId: 'odd' }, row('a'), 7], numConnections: 3 });
    await answer(JOBS, { jobs: [{ job }, { job: { ...job, id: 9, createdAt: 1 } }, null] });
    const found = await sweepAll(world.connectWhole(), 'inventory');
    expect(found.connections.map((state) => state.connectionId)).toEqual(['a']);
    expect(found.unreadable).toEqual(['odd']);
    expect(found.runs.map(({ run }) => run.id)).toEqual(['9']);
    const named = found.missing.map((gap) => gap.what);
    expect(named).toEqual(expect.arrayContaining(['connection odd', 'job 8', 'job without ID']));
  });

  it('reads a server whole that answers all connections at once', async () => {
    const connections = Array.from({ length: 1234 }, (_, at) => row(`c${at}`));
    await answer(LIST, { connections }, -1);
    const found = await sweepAll(world.connectWhole(), 'inventory');
    expect(new Set(found.connections.map((state) => state.connectionId)).size).toBe(1234);
    expect(found.connections).toHaveLength(1234);
  });

  it('small workspaces share a page: 150 of them with 5 connections each stay far below an hour of 300 calls', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 150; at += 1)
      ids.push(String((await world.api('POST', '/workspaces', { name: `w${at}` }))['workspaceId']));
    for (const workspaceId of ids)
      await world.order('/connections', {
        count: 5,
        template: { sourceType: 'source-postgres', history: 0, workspaceId },
      });
    const found = await sweepAll(world.connectWhole(), 'inventory', soon());
    expect(new Set(found.connections.map((state) => state.connectionId)).size).toBe(750);
    expect(found.connections).toHaveLength(750);
    process.stdout.write(`150 workspaces: inventory ${found.calls} calls in ${found.pages} pages\n`);
    expect(found.calls).toBeLessThan(170);
  });

  it('ends with an error when the next page is the one just read', async () => {
    const connections = Array.from({ length: 500 }, (_, at) => row(`c${at}`));
    await answer(LIST, { connections, numConnections: 1234 }, -1);
    await expect(sweepAll(world.connectWhole(), 'inventory')).rejects.toMatchObject({
      code: 'provider.invalid_answer',
    });
  });

  it('ends with an error when jobs go in circles', async () => {
    const jobs = Array.from({ length: 200 }, (_, id) => ({ job: { id } }));
    await answer(JOBS, { jobs }, -1);
    await expect(sweepAll(world.connectWhole(), 'runs')).rejects.toMatchObject({
      code: 'provider.invalid_answer',
    });
  });

  it('asks a server that does not know queued jobs without them, and remembers', async () => {
    const id = await postgres({ syncSeconds: 600 });
    await world.control.act(id, 'run');
    const account = world.connectWhole();
    await answer(JOBS, { jobs: [] });
    const body = { message: 'The received object did not pass validation', validationErrors: [] };
    await world.control.fault({ method: 'POST', path: JOBS, status: 422, body });
    expect((await sweepAll(account, 'runs', soon())).runs).toMatchObject([{ run: { status: 'running' } }]);
    await sweepAll(account, 'runs', soon());
    const asked = (await world.control.requests('POST', JOBS)).map((one) => JSON.stringify(one.body));
    const underWay = asked.filter((text) => text.includes('running'));
    expect(underWay.map((text) => text.includes('queued'))).toEqual([true, false, false]);
  });

  it('an application that sees no workspace has nothing to ask about', async () => {
    await world.control.fault({
      ...{ method: 'GET', path: '/api/public/v1/workspaces', status: 200, times: -1, body: { data: [] } },
    });
    const found = await sweepAll(world.connectWhole(), 'inventory');
    expect(found).toMatchObject({ connections: [], runs: [] });
    expect(await world.calls('POST', JOBS)).toBe(0);
  });
});
