// A whole Airbyte account over HTTP: what a sweep finds, what it costs, and what it does with rows it cannot read.
import type { AirbyteAccount } from '../../domain/account';
import type { ProviderAccount } from '../../domain/ports';
import type { SweepPage } from '../../domain/sweep/survey';
import { createAirbyteAccount } from '../../integrations/airbyte/client';
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import { airbyteAccount } from '../account';
import { eventually, simControl, type SimControl } from './sim-control';

let sim: { url: string; close(): Promise<void> };
let control: SimControl;
beforeAll(async () => {
  sim = await startAirbyteSimulator();
  control = simControl(sim.url);
});
afterAll(() => sim.close());
beforeEach(() => control.reset());

function connect(changes: Partial<AirbyteAccount> = {}): ProviderAccount {
  return createAirbyteAccount(airbyteAccount({ baseUrl: `${sim.url}/api/public/v1`, ...changes }), {
    now: () => new Date(),
  });
}
const withConfigApi = () => connect({ configApiUrl: `${sim.url}/api/v1` });

async function order(path: string, body: unknown): Promise<void> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(`${sim.url}/_sim${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

const LONG_AGO = '2020-01-01T00:00:00.000Z';

async function sweep(
  account: ProviderAccount,
  scope: 'inventory' | 'runs',
  since = LONG_AGO,
): Promise<SweepPage> {
  const all: SweepPage = { connections: [], runs: [], next: null, calls: 0, missing: [], unreadable: [] };
  let cursor: string | null = null;
  do {
    const page: SweepPage = await account.sweep({ cursor, scope, since });
    all.connections.push(...page.connections);
    all.runs.push(...page.runs);
    all.missing.push(...page.missing);
    all.unreadable?.push(...(page.unreadable ?? []));
    all.calls += page.calls;
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

describe.each([
  ['with the config API', withConfigApi],
  ['with the public API alone', () => connect()],
])('a sweep %s', (_which, start) => {
  it('finds the failed job of a connection, and names connection, source and destination', async () => {
    const account = start();
    const id = await control.create({
      sourceType: 'source-postgres',
      name: 'orders',
      syncSeconds: 0.05,
      history: 1,
    });
    await control.act(id, 'break', { message: 'connection refused by db', until: 'never', attempts: 1 });
    await control.act(id, 'run');
    await eventually(
      () => control.truth(id),
      (truth) => truth.history.some((run) => run.status === 'failed'),
    );
    const found = await sweep(account, 'inventory');
    expect(found.connections).toMatchObject([{ connectionId: id, name: 'orders', active: true }]);
    expect(found.connections[0]?.service).not.toBe('unknown');
    expect(found.connections[0]?.destination).not.toMatch(/^[0-9a-f-]{36}$/);
    expect(found.runs.find(({ run }) => run.status === 'failed')).toMatchObject({ connectionId: id });
  });

  it('between inventories reads only what has moved since', async () => {
    const account = start();
    const id = await control.create({ sourceType: 'source-postgres', syncSeconds: 0.05, history: 5 });
    const since = new Date(Date.now() - 1000).toISOString();
    await control.act(id, 'run');
    await eventually(
      () => control.truth(id),
      (truth) => truth.running === null,
    );
    const found = await sweep(account, 'runs', since);
    expect(found.connections).toEqual([]);
    expect(found.runs).toMatchObject([{ connectionId: id, run: { status: 'succeeded' } }]);
  });

  it('sees what is under way, however long ago it began', async () => {
    const account = start();
    const id = await control.create({ sourceType: 'source-postgres', syncSeconds: 600, history: 0 });
    await control.act(id, 'run');
    const later = new Date(Date.now() + 60_000).toISOString();
    const found = await sweep(account, 'runs', later);
    expect(found.runs).toMatchObject([{ connectionId: id, run: { status: 'running' } }]);
  });

  it('costs at most 300 calls an hour for 5,000 connections with the default settings', async () => {
    const account = start();
    await order('/connections', { count: 5000, template: { sourceType: 'source-postgres', history: 1 } });
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const inventory = await sweep(account, 'inventory', hourAgo);
    const runs = await sweep(account, 'runs', new Date().toISOString());
    // Hourly syncs: of 5,000 connections 417 end in five minutes.
    const moved = Math.ceil(417 / 100);
    const hourly = inventory.calls + 11 * (runs.calls + moved);
    process.stdout.write(
      `${_which}: inventory ${inventory.calls} calls, between ${runs.calls}, an hour about ${hourly}\n`,
    );
    expect(inventory.connections).toHaveLength(5000);
    expect(new Set(inventory.connections.map((one) => one.connectionId)).size).toBe(5000);
    expect(hourly).toBeLessThanOrEqual(300);
  });
});

describe('rows of a sweep', () => {
  it('carry the reason of a failure where the config API tells it, and say that it is missing where not', async () => {
    const id = await control.create({ sourceType: 'source-postgres', syncSeconds: 0.05, history: 0 });
    await control.act(id, 'break', { message: 'connection refused by db', until: 'never', attempts: 1 });
    await control.act(id, 'run');
    await eventually(
      () => control.truth(id),
      (truth) => truth.history.some((run) => run.status === 'failed'),
    );
    const told = await sweep(withConfigApi(), 'runs');
    expect(told.runs[0]?.run.failure?.message).toContain('connection refused by db');
    const untold = await sweep(connect(), 'runs');
    expect(untold.runs[0]?.run.failure).toBeUndefined();
    expect(untold.missing.map((gap) => gap.what)).toContain('reasons of failures');
  });

  it('that cannot be read cost only themselves', async () => {
    const id = await control.create({ sourceType: 'source-postgres' });
    const row = { connectionId: 'odd', name: 7 };
    await control.fault({
      method: 'GET',
      path: '/api/public/v1/connections',
      status: 200,
      body: { data: [row, 'nonsense'] },
    });
    const found = await sweep(connect(), 'inventory');
    expect(found.unreadable).toEqual(['odd']);
    expect(found.missing.filter((gap) => gap.what.startsWith('connection '))).toHaveLength(2);
    expect(id).not.toBe('odd');
  });

  it('of another cursor are refused, not guessed', async () => {
    await expect(
      connect().sweep({ cursor: 'nonsense', scope: 'runs', since: LONG_AGO }),
    ).rejects.toMatchObject({
      code: 'provider.rejected',
    });
  });
});

describe('the account', () => {
  it('is surveyed without an exception, in order or not', async () => {
    const statusOf = async (account: ProviderAccount) =>
      Object.fromEntries((await account.survey()).findings.map((one) => [one.check, one.status]));
    expect(await statusOf(withConfigApi())).toMatchObject({
      ...{ reachable: 'ok', credentials: 'ok', permissions: 'ok', config_api: 'ok', webhooks: 'warning' },
    });
    expect(await statusOf(connect({ clientSecret: 'wrong' }))).toMatchObject({ credentials: 'failed' });
    expect(await statusOf(connect({ baseUrl: 'http://127.0.0.1:1' }))).toMatchObject({ reachable: 'failed' });
    expect(await statusOf(connect({ baseUrl: sim.url }))).toMatchObject({
      reachable: expect.not.stringMatching('^ok$'),
    });
  });

  it('registers webhooks for every event, once however often, and keeps them', async () => {
    const account = withConfigApi();
    const url = `${sim.url}/nobody/webhooks/airbyte/main/a-secret-in-the-path`;
    const first = await account.webhooks?.register({ url });
    const again = await account.webhooks?.register({ url });
    expect(again).toEqual(first);
    expect(first).toMatchObject({
      active: true,
      url,
      events: expect.arrayContaining(['failure', 'syncDisabled']),
    });
    expect(await account.webhooks?.list()).toEqual([first]);
    const findings = (await account.survey()).findings;
    expect(findings.find((one) => one.check === 'webhooks')).toMatchObject({ status: 'ok' });
    expect(JSON.stringify(findings)).not.toContain('a-secret-in-the-path');
    expect(await account.webhooks?.test(first?.id ?? '')).toMatchObject({ delivered: false });
  });
});
