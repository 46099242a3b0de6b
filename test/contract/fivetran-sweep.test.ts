// Looking at a whole Fivetran account over HTTP: few calls, nothing lost, nothing invented.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderAccount } from '../../domain/ports';
import type { SweepPage } from '../../domain/sweep/survey';
import { startFivetranWorld, type FivetranWorld } from './fivetran-world';

let world: FivetranWorld;
let account: ProviderAccount;

beforeAll(async () => {
  world = await startFivetranWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.control.reset();
  account = world.connect();
});

const page = (cursor: string | null, by = account): Promise<SweepPage> =>
  by.sweep({ cursor, scope: 'inventory', since: '2026-01-01T00:00:00.000Z' });

async function whole(by = account): Promise<SweepPage[]> {
  const pages = [await page(null, by)];
  for (let next = pages[0]?.next ?? null; next !== null; next = pages.at(-1)?.next ?? null)
    pages.push(await page(next, by));
  return pages;
}

const listOf = (items: unknown[], more: object = {}) => ({
  method: 'GET',
  path: '/v1/connections',
  status: 200,
  body: { code: 'Success', data: { items, ...more } },
});

async function itemOf(id: string): Promise<Record<string, unknown>> {
  const answer = (await world.api('GET', `/v1/connections/${id}`)) as { data: Record<string, unknown> };
  return answer.data;
}

describe('a sweep of a Fivetran account', () => {
  it('reads 2,500 connections in three calls and one for the names of destinations', async () => {
    await world.order('/connections', { count: 2500, template: { service: 'postgres', history: 1 } });
    const pages = await whole();
    expect(pages.map((one) => one.connections.length)).toEqual([1000, 1000, 500]);
    expect(pages.map((one) => one.calls)).toEqual([2, 1, 1]);
    const ids = pages.flatMap((one) => one.connections.map((state) => state.connectionId));
    expect(new Set(ids).size).toBe(2500);
    expect(await world.calls('GET', '/v1/connections')).toBe(3);
    expect(await world.calls('GET', '/v1/groups')).toBe(1);
  });

  it('sees of each connection what reading it alone sees', async () => {
    const id = await world.control.create({
      service: 'mysql',
      name: 'shop',
      history: 3,
      groupId: 'warehouse_7',
    });
    const paused = await world.control.create({ service: 'postgres', paused: true });
    const tagged = world.connect({ connectionTags: { [id]: { tier: '1' } } });
    const [swept] = await whole(tagged);
    for (const wanted of [id, paused]) {
      const alone = await tagged.readState(wanted);
      const seen = swept?.connections.find((state) => state.connectionId === wanted);
      expect({ ...seen, readAt: '' }).toEqual({ ...alone, readAt: '' });
    }
    expect(swept?.connections.find((state) => state.connectionId === id)?.tags).toEqual({ tier: '1' });
  });

  it('says when Fivetran itself calls the data late', async () => {
    const id = await world.control.create({ service: 'postgres', history: 0 });
    const item = await itemOf(id);
    const delayed = { ...item, status: { ...(item['status'] as object), update_state: 'delayed' } };
    await world.control.fault(listOf([delayed]));
    expect((await page(null)).connections[0]?.late).toBe(true);
    expect((await page(null)).connections[0]?.late).toBe(false);
  });

  it('says once what a list cannot show', async () => {
    await world.order('/connections', { count: 1001, template: { service: 'postgres', history: 0 } });
    const [first, second] = await whole();
    expect(first?.missing.map((gap) => gap.what)).toEqual(['rows moved', 'reasons of failures']);
    expect(second?.missing).toEqual([]);
    expect(first?.runs).toEqual([]);
  });

  it('keeps the others when one connection cannot be read, and names it', async () => {
    const id = await world.control.create({ service: 'postgres' });
    const good = await itemOf(id);
    const bad = [
      { ...good, id: 'odd', paused: 'perhaps' },
      { id: 'odder', succeeded_at: 'yesterday' },
      'nothing',
    ];
    await world.control.fault(listOf([bad[0], good, bad[1], bad[2], null]));
    const { connections, missing, unreadable } = await page(null);
    expect(connections.map((state) => state.connectionId)).toEqual([id]);
    expect(unreadable).toEqual(['odd', 'odder']);
    const named = missing.map((gap) => gap.what);
    expect(named).toEqual(
      expect.arrayContaining(['connection odd', 'connection odder', 'a connection without ID']),
    );
  });

  it('tells a thousand unreadable connections in few words', async () => {
    await world.control.fault(listOf(Array.from({ length: 1000 }, (_, at) => ({ id: `c${at}` }))));
    const { missing, unreadable } = await page(null);
    expect(unreadable).toHaveLength(1000);
    expect(missing.length).toBeLessThan(15);
    expect(JSON.stringify(missing)).toContain('990 more connections');
  });

  it('counts a connection once that shifting pages list twice', async () => {
    const id = await world.control.create({ service: 'postgres' });
    const item = await itemOf(id);
    await world.control.fault(listOf([item, { ...item, paused: true }]));
    const { connections } = await page(null);
    expect(connections).toHaveLength(1);
    expect(connections[0]?.active).toBe(false);
  });

  it('ends with an error when the next page is the one just read', async () => {
    await world.control.fault({ ...listOf([], { next_cursor: 'again' }), times: 2 });
    expect((await page(null)).next).toBe('again');
    await expect(page('again')).rejects.toMatchObject({ code: 'provider.invalid_answer' });
  });

  it('goes on without names when groups cannot be listed, and asks again after a while', async () => {
    await world.control.create({ service: 'postgres', groupId: 'somewhere' });
    await world.control.fault({ method: 'GET', path: '/v1/groups', status: 500 });
    let now = Date.now();
    const clocked = world.connect({}, () => new Date(now));
    expect((await page(null, clocked)).connections[0]?.destination).toBe('somewhere');
    await page(null, clocked);
    expect(await world.calls('GET', '/v1/groups')).toBe(1);
    now += 6 * 60_000;
    await page(null, clocked);
    expect(await world.calls('GET', '/v1/groups')).toBe(2);
  });

  it('an account without connections is one call', async () => {
    expect(await page(null)).toMatchObject({ connections: [], next: null, calls: 1 });
  });

  it('asks for shorter pages where a long one is more than we read, and goes on so', async () => {
    const asked: (string | null)[] = [];
    const server = createServer((request, response) => {
      const limit = new URL(request.url ?? '/', 'http://x').searchParams.get('limit');
      asked.push(limit);
      const filler = 'x'.repeat(Number(limit) > 250 ? 9_000_000 : 10);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ code: 'Success', data: { items: [], filler } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const large = world.connect({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      expect(await page(null, large)).toMatchObject({ connections: [], calls: 2 });
      await page(null, large);
      expect(asked).toEqual(['1000', '250', '250']);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('works with credentials that may only read', async () => {
    await world.control.create({ service: 'postgres' });
    expect((await page(null, world.connect({ access: 'read_only' }))).connections).toHaveLength(1);
  });
});
