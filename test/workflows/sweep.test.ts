import { incidentWorkflowId, sweepId } from '../../domain/connection-ref';
import type { ConnectionState } from '../../domain/connection-state';
import { OpError } from '../../domain/op-error';
import type { SweepReport } from '../../domain/sweep/sweep-report';
import type { SweepPage, SweepRequest } from '../../domain/sweep/survey';
import type { SweepInput } from '../../workflows/sweep';
import { keepSweepSchedules } from '../../client/schedules';
import { fivetranAccount } from '../account';
import { connectionState } from '../connection-state';
import { startWorld, sweeping, type World } from './world';

let world: World;
let counter = 0;

beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world.stop());

const HOUR_AGO = new Date(Date.now() - 3_600_000).toISOString();

function failing(count: number): ConnectionState[] {
  counter += 1;
  return Array.from({ length: count }, (_, i) =>
    connectionState({
      connectionId: `swept-${process.pid}-${counter}-${i}`,
      lastSuccessAt: null,
      lastFailureAt: HOUR_AGO,
    }),
  );
}

const page = (connections: ConnectionState[], next: string | null = null): SweepPage => ({
  ...{ connections, runs: [], next, calls: 1, missing: [] },
});

type SweepWorkflow = (input: SweepInput) => Promise<SweepReport>;

async function sweep(): Promise<SweepReport> {
  counter += 1;
  return world.client.workflow.execute<SweepWorkflow>('sweep', {
    taskQueue: 'penstock',
    workflowId: `sweep-test-${process.pid}-${counter}`,
    args: [{ provider: 'fivetran', account: 'sim', inventoryEveryMs: 60_000 }],
  });
}

const incidentOf = (connectionId: string) =>
  world.client.workflow.getHandle(incidentWorkflowId({ provider: 'fivetran', account: 'sim', connectionId }));

describe('a sweep', () => {
  it('opens the incident that no webhook told of, and finds nothing new the next time', async () => {
    const connections = failing(1);
    sweeping.page = () => Promise.resolve(page(connections));
    const first = await sweep();
    expect(first).toMatchObject({ seen: 1, calls: 1, found: { sync_failed: 1 }, heldBack: 0 });
    const { status } = await incidentOf(connections[0]?.connectionId ?? '').describe();
    expect(status.name).toBe('RUNNING');
    expect((await sweep()).found).toEqual({});
  });

  it('does not flood: what is too much for one sweep is left to the next ones', async () => {
    const connections = failing(70);
    sweeping.page = () => Promise.resolve(page(connections));
    expect(await sweep()).toMatchObject({ found: { sync_failed: 50 }, heldBack: 20 });
    expect(await sweep()).toMatchObject({ found: { sync_failed: 20 }, heldBack: 0 });
  });

  it('goes on after the last page when the provider fails in between', async () => {
    const pages = [failing(2), failing(2)];
    const asked: (string | null)[] = [];
    let failures = 1;
    sweeping.page = ({ cursor }: SweepRequest) => {
      asked.push(cursor);
      if (cursor === 'two' && failures-- > 0)
        return Promise.reject(new OpError('provider.server_error', { message: 'down for a moment' }));
      return Promise.resolve(cursor === null ? page(pages[0] ?? [], 'two') : page(pages[1] ?? []));
    };
    expect(await sweep()).toMatchObject({ seen: 4, found: { sync_failed: 4 } });
    expect(asked).toEqual([null, 'two', 'two']);
  });

  it('does not follow a list that goes in circles for ever', async () => {
    let pages = 0;
    sweeping.page = ({ cursor }) => {
      pages += 1;
      // Wrong once: the retry goes on from the last page and comes to an end.
      return Promise.resolve(page([], pages > 4 ? null : cursor === 'a' ? 'b' : 'a'));
    };
    expect((await sweep()).calls).toBeGreaterThan(0);
    expect(pages).toBeLessThan(10);
  });

  it('is put off, not retried, when the provider asks for a long pause', async () => {
    sweeping.page = () =>
      Promise.reject(new OpError('provider.rate_limited', { message: '429', retryAfterMs: 3_600_000 }));
    const report = await sweep();
    expect(Date.parse(report.postponedUntil ?? '') - Date.now()).toBeGreaterThan(3_500_000);
  });

  it('fails visibly, with the reason, when the key no longer works', async () => {
    sweeping.page = () =>
      Promise.reject(new OpError('provider.unauthorized', { message: 'the key was revoked' }));
    await expect(sweep()).rejects.toMatchObject({ cause: { cause: { message: 'the key was revoked' } } });
  });

  it('is one Schedule an account, hands on where it was, and can be switched off', async () => {
    const account = fivetranAccount({ name: 'sim' });
    const scopes: string[] = [];
    sweeping.page = ({ scope }) => {
      scopes.push(scope);
      return Promise.resolve(page([]));
    };
    const every = { ...account.sweep, everyMs: 1000, inventoryEveryMs: 3_600_000 };
    await keepSweepSchedules(world.client, [{ ...account, sweep: every }]);
    await keepSweepSchedules(world.client, [{ ...account, sweep: every }]);
    const deadline = Date.now() + 20_000;
    while (scopes.length < 3 && Date.now() < deadline) await new Promise((done) => setTimeout(done, 50));
    expect(scopes.slice(0, 3)).toEqual(['inventory', 'runs', 'runs']);
    await keepSweepSchedules(world.client, [{ ...account, sweep: { ...every, everyMs: 0 } }]);
    await expect(
      world.client.schedule.getHandle(sweepId({ provider: 'fivetran', account: 'sim' })).describe(),
    ).rejects.toThrow();
  });
});
