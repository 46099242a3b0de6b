// What stands around a Fivetran connection: its destination, its agent, a long history, and a log where there is none.
import type { SyncRun } from '../../domain/connection-state';
import { createFivetranAccount } from '../../integrations/fivetran/client';
import { OpError } from '../../domain/op-error';
import { fivetranAccount } from '../account';
import { startFivetranWorld, type FivetranWorld } from './fivetran-world';

let world: FivetranWorld;

beforeAll(async () => {
  world = await startFivetranWorld();
});
afterAll(() => world.close());
beforeEach(() => world.control.reset());

describe('facts of a Fivetran connection', () => {
  it('name a broken destination, which fails every connection of its group', async () => {
    const id = await world.control.create({ service: 'postgres', groupId: 'warehouse' });
    const account = world.connect();
    expect((await account.readFacts(id)).state.notices).toEqual([]);
    await world.order('/destinations/warehouse/break', { message: 'warehouse suspended' });
    expect((await account.readFacts(id)).state.notices).toContainEqual({
      severity: 'task',
      code: 'destination_broken',
      message: expect.stringContaining('destination warehouse is broken'),
    });
  });

  it('name an agent that is offline', async () => {
    const id = await world.control.create({ service: 'postgres' });
    await world.order('/agents', { id: 'agent_1', online: false });
    await world.api('PATCH', `/v1/connections/${id}`, {
      ...{ hybrid_deployment_agent_id: 'agent_1', run_setup_tests: false },
    });
    const { state } = await world.connect().readFacts(id);
    expect(state.notices).toContainEqual({
      ...{ severity: 'task', code: 'agent_offline', message: expect.stringContaining('agent_1 is offline') },
    });
    await world.order('/agents', { id: 'agent_1', online: true });
    expect((await world.connect().readFacts(id)).state.notices).toEqual([]);
  });

  it('say what could not be read instead of failing', async () => {
    const id = await world.control.create({ service: 'postgres' });
    await world.control.fault({ method: 'GET', path: '/v1/destinations/', status: 403 });
    await world.control.fault({ method: 'GET', path: '/warnings$/', status: 500 });
    const { missing, runs } = await world.connect().readFacts(id);
    expect(missing.map((gap) => gap.what).sort()).toEqual(['destination', 'warnings']);
    expect(runs.length).toBeGreaterThan(0);
  });

  it('take the newest runs whatever page they stand on', async () => {
    const id = await world.control.create({ service: 'postgres' });
    const sync = (at: number) => ({
      id: `s${at}`,
      start: new Date(at * 60_000).toISOString(),
      status: 'SUCCESSFUL',
    });
    const page = (items: object[], next?: string) =>
      world.control.fault({
        ...{ method: 'GET', path: '/sync-history$/', status: 200 },
        body: { code: 'Success', data: { items, ...(next && { next_cursor: next }) } },
      });
    await page([sync(1), sync(2)], 'more');
    await page([sync(4), sync(3)]);
    const { runs } = await world.connect().readFacts(id);
    expect(runs.map((run) => run.id)).toEqual(['s4', 's3', 's2', 's1']);
  });

  it('end when pages of history repeat themselves', async () => {
    const id = await world.control.create({ service: 'postgres' });
    await world.control.fault({
      ...{ method: 'GET', path: '/sync-history$/', status: 200, times: -1 },
      body: { code: 'Success', data: { items: [], next_cursor: 'again' } },
    });
    expect((await world.connect().readFacts(id)).runs).toEqual([]);
    expect(await world.calls('GET', '/sync-history$/')).toBe(2);
  });

  it('come from the platform log where the API has no history, and only there', async () => {
    const id = await world.control.create({ service: 'postgres' });
    const run: SyncRun = {
      ...{ id: 'logged', kind: 'sync', status: 'succeeded', rows: 7, bytes: null },
      ...{ startedAt: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:01:00.000Z' },
    };
    let asked = 0;
    const platformLog = {
      runs: () => {
        asked += 1;
        return Promise.resolve([run]);
      },
    };
    const config = fivetranAccount({ baseUrl: world.url });
    const account = createFivetranAccount(config, { now: () => new Date(), platformLog });
    expect((await account.readFacts(id)).runs[0]?.id).not.toBe('logged');
    expect(asked).toBe(0);
    await world.order('/features', { syncHistory: false });
    expect((await account.readFacts(id)).runs).toEqual([run]);
    platformLog.runs = () =>
      Promise.reject(new OpError('store.unreachable', { message: 'no such database' }));
    const { runs, missing } = await account.readFacts(id);
    expect(runs).toEqual([]);
    expect(missing.map((gap) => gap.what)).toEqual(['sync history', 'platform log']);
  });
});
