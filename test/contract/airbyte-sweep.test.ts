// A whole Airbyte account over HTTP: what a sweep finds, what it costs, and that nothing is lost or invented.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AirbyteAccount } from '../../domain/account';
import type { ProviderAccount } from '../../domain/ports';
import { startAirbyteWorld, sweepAll, type AirbyteWorld } from './airbyte-world';
import { eventually } from './sim-control';

let world: AirbyteWorld;
beforeAll(async () => {
  world = await startAirbyteWorld();
});
afterAll(() => world.close());
beforeEach(() => world.control.reset());

const PUBLIC = '/api/public/v1';
const soon = (ms = 60_000) => new Date(Date.now() + ms).toISOString();
const postgres = (more: object = {}) =>
  world.control.create({ sourceType: 'source-postgres', syncSeconds: 0.05, history: 0, ...more });

type Connect = (changes?: Partial<AirbyteAccount>, now?: () => Date) => ProviderAccount;

describe.each<[string, Connect]>([
  ['with the config API', (...how) => world.connectWhole(...how)],
  ['with the public API alone', (...how) => world.connect(...how)],
])('a sweep %s', (which, connect) => {
  it('finds the failed job of a connection, and names connection, source and destination', async () => {
    const id = await postgres({ name: 'orders', history: 1 });
    await world.fail(id, 'connection refused by db');
    const found = await sweepAll(connect(), 'inventory');
    expect(found.connections).toMatchObject([{ connectionId: id, name: 'orders', active: true }]);
    expect(found.runs.find(({ run }) => run.status === 'failed')).toMatchObject({ connectionId: id });
  });

  it('sees of each connection what reading it alone sees', async () => {
    const id = await postgres({ name: 'shop', history: 3, tags: { tier: '1' } });
    const paused = await postgres({ paused: true });
    const account = connect({ connectionTags: { [id]: { owner: 'shop' } } });
    const { connections } = await sweepAll(account, 'inventory', soon());
    for (const wanted of [id, paused]) {
      const alone = await account.readState(wanted);
      const seen = connections.find((state) => state.connectionId === wanted);
      // What ran is told by runs where the list does not tell it.
      const told = { ...alone, readAt: '', lastSuccessAt: '', lastRunId: '' };
      expect({ ...seen, readAt: '', lastSuccessAt: '', lastRunId: '' }).toEqual(told);
    }
  });

  it('between inventories reads only what has moved since', async () => {
    const id = await postgres({ history: 5 });
    const since = new Date(Date.now() - 1000).toISOString();
    await world.control.act(id, 'run');
    await eventually(
      () => world.control.truth(id),
      (truth) => truth.running === null,
    );
    const found = await sweepAll(connect(), 'runs', since);
    expect(found.connections).toEqual([]);
    expect(found.runs).toMatchObject([{ connectionId: id, run: { status: 'succeeded' } }]);
  });

  it('sees what is under way, however long ago it began', async () => {
    const id = await postgres({ syncSeconds: 600 });
    await world.control.act(id, 'run');
    const found = await sweepAll(connect(), 'runs', soon());
    expect(found.runs).toMatchObject([{ connectionId: id, run: { status: 'running' } }]);
  });

  it('never takes a cancelled job for a failure', async () => {
    const id = await postgres({ history: 2, syncSeconds: 600 });
    await world.control.act(id, 'run');
    const running = await sweepAll(connect(), 'runs', soon());
    await world.api('DELETE', `/jobs/${running.runs[0]?.run.id}`);
    const found = await sweepAll(connect(), 'inventory');
    expect(found.connections[0]?.lastFailureAt).toBeNull();
    expect(found.runs.map(({ run }) => run.status)).not.toContain('failed');
  });

  it('is limited to the workspaces that are configured', async () => {
    await postgres();
    const other = String((await world.api('POST', '/workspaces', { name: 'second' }))['workspaceId']);
    expect((await sweepAll(connect({ workspaceIds: [other] }), 'inventory')).connections).toEqual([]);
    const { data } = (await world.api('GET', '/workspaces')) as { data: { workspaceId: string }[] };
    const all = data.map((workspace) => workspace.workspaceId);
    expect((await sweepAll(connect({ workspaceIds: all }), 'inventory')).connections).toHaveLength(1);
  });

  it('costs at most 300 calls an hour for 5,000 connections with the default settings', async () => {
    const account = connect();
    const template = { sourceType: 'source-postgres', name: 'c', history: 1 };
    await world.order('/connections', { count: 5000, template });
    const started = Date.now();
    const inventory = await sweepAll(account, 'inventory', new Date(Date.now() - 420_000).toISOString());
    const tookMs = Date.now() - started;
    const runs = await sweepAll(account, 'runs', soon());
    // Hourly syncs: of 5,000 connections 584 end in the seven minutes that a sweep looks back.
    const moved = Math.ceil(584 / (which.includes('config') ? 200 : 100));
    const hourly = inventory.calls + moved + 11 * (runs.calls + moved);
    process.stdout.write(
      `5,000 connections ${which}: inventory ${inventory.calls} calls in ${inventory.pages} pages and ${tookMs} ms, ` +
        `runs ${runs.calls} (${runs.calls + moved} with 584 ended), an hour ${hourly}\n`,
    );
    expect(new Set(inventory.connections.map((one) => one.connectionId)).size).toBe(5000);
    expect(inventory.connections).toHaveLength(5000);
    // Tokens are asked for once in a quarter of an hour and counted to no page.
    const tokens = await world.calls('POST', `${PUBLIC}/applications/token`);
    const counted = (await world.calls('GET', '/api/')) + (await world.calls('POST', '/api/'));
    expect(inventory.calls + runs.calls).toBe(counted - tokens);
    // Here each has a source of its own and all share one destination: one each would be another 49 pages.
    expect(hourly + 49 + 4 * tokens).toBeLessThanOrEqual(300);
    expect(tookMs).toBeLessThan(60_000);
  });

  it('of an account without connections is a handful of calls', async () => {
    const found = await sweepAll(connect(), 'inventory');
    expect(found).toMatchObject({ connections: [], runs: [] });
    expect(found.calls).toBeLessThanOrEqual(4);
  });

  it('works with credentials that may only read', async () => {
    await postgres();
    expect((await sweepAll(connect({ access: 'read_only' }), 'inventory')).connections).toHaveLength(1);
  });

  it('refuses a cursor that is not its own', async () => {
    const request = { cursor: 'nonsense', scope: 'runs' as const, since: soon() };
    await expect(connect().sweep(request)).rejects.toMatchObject({ code: 'provider.rejected' });
  });
});

describe('by the public API', () => {
  it('a sweep says once what it cannot show', async () => {
    await world.order('/connections', {
      count: 101,
      template: { sourceType: 'source-postgres', history: 0 },
    });
    const { missing } = await sweepAll(world.connect(), 'inventory');
    expect(missing.map((gap) => gap.what)).toEqual([
      'reasons of failures',
      'schema changes',
      'last successes before this sweep',
    ]);
  });

  it('never follows paging links, which may name a host inside the cluster', async () => {
    await world.order('/settings', { internalLinks: true }, 'PATCH');
    await world.order('/connections', {
      count: 250,
      template: { sourceType: 'source-postgres', history: 0 },
    });
    expect((await sweepAll(world.connect(), 'inventory')).connections).toHaveLength(250);
  });

  it('goes on without names when they cannot be listed, and asks again after a while', async () => {
    await postgres();
    await world.control.fault({ method: 'GET', path: `${PUBLIC}/destinations`, status: 500 });
    let now = Date.now();
    const account = world.connect({}, () => new Date(now));
    const [first] = (await sweepAll(account, 'inventory')).connections;
    expect(first?.destination).toMatch(/^[0-9a-f-]{36}$/);
    await sweepAll(account, 'inventory');
    expect(await world.calls('GET', `${PUBLIC}/destinations`)).toBe(1);
    now += 6 * 60_000;
    const [later] = (await sweepAll(account, 'inventory')).connections;
    expect(later?.destination).not.toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps the others when one connection cannot be read, and names it', async () => {
    const id = await postgres();
    const { data } = (await world.api('GET', '/connections')) as { data: object[] };
    const bad = [{ connectionId: 'odd', name: 7 }, 'nonsense', null];
    const body = { data: [bad[0], ...data, bad[1], bad[2]] };
    await world.control.fault({ method: 'GET', path: `${PUBLIC}/connections`, status: 200, body });
    const found = await sweepAll(world.connect(), 'inventory');
    expect(found.connections.map((state) => state.connectionId)).toEqual([id]);
    expect(found.unreadable).toEqual(['odd']);
    const named = found.missing.map((gap) => gap.what);
    expect(named).toEqual(expect.arrayContaining(['connection odd', 'connection without ID']));
  });

  it('tells a hundred unreadable connections in few words', async () => {
    const data = Array.from({ length: 99 }, (_, at) => ({ connectionId: `c${at}` }));
    await world.control.fault({ method: 'GET', path: `${PUBLIC}/connections`, status: 200, body: { data } });
    const { missing, unreadable } = await sweepAll(world.connect(), 'inventory');
    expect(unreadable).toHaveLength(99);
    expect(missing.length).toBeLessThan(16);
    expect(JSON.stringify(missing)).toContain('89 more rows');
  });

  it.each(['/connections', '/jobs'])('ends with an error when %s goes in circles', async (list) => {
    const data = Array.from({ length: 100 }, (_, at) => ({ connectionId: `c${at}`, jobId: at }));
    await world.control.fault({ method: 'GET', path: PUBLIC + list, times: -1, status: 200, body: { data } });
    const scope = list === '/jobs' ? 'runs' : 'inventory';
    await expect(sweepAll(world.connect(), scope)).rejects.toMatchObject({ code: 'provider.invalid_answer' });
  });

  it('asks for shorter pages where a long one is more than we read, and goes on so', async () => {
    const asked: (string | null)[] = [];
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://x');
      const limit = url.searchParams.get('limit');
      if (url.pathname === '/connections') asked.push(limit);
      const filler = 'x'.repeat(url.pathname === '/connections' && Number(limit) > 20 ? 9_000_000 : 10);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ access_token: 'token', expires_in: 900, data: [], filler }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const large = world.connect({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      expect(await sweepAll(large, 'inventory')).toMatchObject({ connections: [], calls: 4 });
      await sweepAll(large, 'inventory');
      expect(asked).toEqual(['100', '20', '20']);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
