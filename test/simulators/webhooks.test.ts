// Webhooks go out in the vendors' shapes, signed as they sign, and travel as badly as they are told to.
import { createHmac } from 'node:crypto';
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import type { RunningSimulator } from '../../simulators/engine/http-server';
import { withSimulator } from './fivetran/with-simulator';
import { at, caller, endedRun, eventually, startReceiver, type Call, type Receiver } from './http-client';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const got = (count: number) =>
  eventually(`${count} webhooks`, async () =>
    receiver.received.length >= count ? receiver.received : undefined,
  );

describe('Fivetran', () => {
  const { sim, api } = withSimulator();
  beforeEach(async () => {
    await sim('POST', '/_sim/reset', { seed: 3 });
    await sim('POST', '/_sim/connections', { id: 'c1', service: 'postgres', name: 'pg', syncSeconds: 0.05 });
  });

  it('signs sync_start and sync_end over the raw body and tells the reason', async () => {
    await sim('POST', '/_sim/webhooks', { url: receiver.url, secret: 'shh' });
    await sim('POST', '/_sim/connections/c1/break', {
      message: 'login failed',
      class: 'authentication',
      until: 'reauth',
    });
    await sim('POST', '/_sim/connections/c1/run');
    const all = await got(2);
    for (const { raw, headers } of all) {
      const expected = createHmac('sha256', 'shh').update(raw).digest('hex').toUpperCase();
      expect(headers['x-fivetran-signature-256']).toBe(expected);
    }
    const end = all.find(({ json }) => at(json, 'event') === 'sync_end');
    expect(end?.json).toMatchObject({
      connector_type: 'postgres',
      connector_id: 'c1',
      connector_name: 'pg',
      destination_group_id: 'sim_group',
      data: { status: 'FAILURE_WITH_TASK', reason: 'login failed', taskType: 'reconnect' },
    });
    expect(at(end?.json ?? null, 'sync_id')).toBe(at(await endedRun(sim, 'c1', 6), 'id'));
  });

  it('proves the URL of a webhook registered by API with a test event that has no sync_id', async () => {
    const body = { url: receiver.url, events: ['sync_end'], active: true, secret: 's' };
    const made = await api('POST', '/v1/webhooks/account', body);
    expect([made.status, at(made.body, 'data', 'secret')]).toEqual([200, '******']);
    expect(receiver.received[0]?.json).toMatchObject({ event: 'test_event', connector_id: '_connector_1' });
    expect(receiver.received[0]?.json).not.toHaveProperty('sync_id');
    await api('POST', '/v1/connections/c1/sync', {});
    expect(at((await got(2))[1]?.json ?? null, 'event')).toBe('sync_end');
  });

  it('creates no webhook whose URL does not answer 2xx', async () => {
    receiver.status = 500;
    expect(
      (await api('POST', '/v1/webhooks/account', { url: receiver.url, events: ['sync_end'] })).status,
    ).toBe(400);
    expect(at((await api('GET', '/v1/webhooks')).body, 'data', 'items')).toEqual([]);
  });

  it('tries again after a refusal, on the ladder given', async () => {
    receiver.status = 503;
    await sim('POST', '/_sim/webhooks', { url: receiver.url, retrySeconds: [0.05, 0.05] });
    await sim('POST', '/_sim/connections/c1/run');
    const all = await got(6);
    expect(new Set(all.map(({ raw }) => raw)).size).toBe(2);
  });

  it('repeats, shuffles and drops deliveries when told to', async () => {
    await sim('POST', '/_sim/webhooks', { url: receiver.url, repeat: 3, reorder: 60 });
    await sim('POST', '/_sim/connections/c1/run');
    expect(await got(6)).toHaveLength(6);
    await sim('POST', '/_sim/webhooks', { url: receiver.url, dropRate: 1 });
    await sim('POST', '/_sim/connections/c1/run');
    await endedRun(sim, 'c1', 7);
    const { body } = await sim('GET', '/_sim/webhooks');
    expect(at(body, 'deliveries', -1, 'status')).toBe('dropped');
    expect(receiver.received).toHaveLength(6);
  });
});

describe('Airbyte', () => {
  let simulator: RunningSimulator;
  let sim: Call;
  beforeAll(async () => {
    simulator = await startAirbyteSimulator();
    sim = caller(simulator.url);
  });
  afterAll(() => simulator.close());
  beforeEach(async () => {
    await sim('POST', '/_sim/reset', {});
    await sim('POST', '/_sim/connections', { id: 'a1', name: 'Orders', syncSeconds: 0.05, history: 0 });
    await sim('POST', '/_sim/webhooks', { url: receiver.url });
  });

  it('tells a failed sync unsigned, with text, blocks and data', async () => {
    await sim('POST', '/_sim/connections/a1/break', {
      message: 'Access denied',
      class: 'authentication',
      until: 'never',
    });
    await sim('POST', '/_sim/connections/a1/run');
    const [first] = await got(1);
    expect(
      Object.keys(first?.headers ?? {}).filter(
        (name) => name.includes('signature') || name === 'authorization',
      ),
    ).toEqual([]);
    const json = first?.json ?? null;
    expect(String(at(json, 'text'))).toMatch(/^Your connection Orders from .* just failed\.\.\./);
    expect(String(at(json, 'blocks', 0, 'text', 'text'))).toMatch(/^Sync failure occurred: </);
    expect(at(json, 'data')).toMatchObject({
      connection: { id: 'a1', name: 'Orders' },
      success: false,
      errorMessage: 'Access denied',
      errorType: 'config_error',
      errorOrigin: 'source',
      recordsCommitted: 0,
    });
  });

  it('tells an empty success as success with zeros, and never tries twice', async () => {
    receiver.status = 500;
    await sim('POST', '/_sim/connections/a1/break', {
      message: 'silent',
      mode: 'no_data',
      until: { syncs: 1 },
    });
    await sim('POST', '/_sim/connections/a1/run');
    await got(1);
    expect(at(receiver.received[0]?.json ?? null, 'data')).toMatchObject({
      success: true,
      recordsCommitted: 0,
      errorMessage: null,
    });
    expect(at((await sim('GET', '/_sim/webhooks')).body, 'deliveries', 0, 'attempt')).toBe(1);
  });

  it('says nothing about a clear or a cancelled sync', async () => {
    await sim('POST', '/_sim/connections/a1/run', { kind: 'clear' });
    await endedRun(sim, 'a1', 1);
    await sim('POST', '/_sim/connections/a1/run');
    await got(1);
    expect(at(receiver.received[0]?.json ?? null, 'data', 'success')).toBe(true);
  });
});
