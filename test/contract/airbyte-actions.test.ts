// Steps that set something at Airbyte, over HTTP: what stands there, one write, the way back, and every way to fail.
import type { AirbyteAccount } from '../../domain/account';
import type { ProviderAccount } from '../../domain/ports';
import type { ProviderStepKind, StepParams } from '../../domain/step';
import { createAirbyteAccount } from '../../integrations/airbyte/client';
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import { airbyteAccount } from '../account';
import { keepsTheSettingContract } from './setting-contract';
import { simControl, type SimControl } from './sim-control';

let sim: { url: string; close(): Promise<void> };
let control: SimControl;
let account: ProviderAccount;
let id: string;

function connect(changes: Partial<AirbyteAccount> = {}): ProviderAccount {
  const config = airbyteAccount({
    baseUrl: `${sim.url}/api/public/v1`,
    configApiUrl: `${sim.url}/api/v1`,
    readTimeoutMs: 5000,
    writeTimeoutMs: 5000,
    ...changes,
  });
  return createAirbyteAccount(config, { now: () => new Date() });
}

function withoutConfigApi(): ProviderAccount {
  const config = airbyteAccount({ baseUrl: `${sim.url}/api/public/v1` });
  return createAirbyteAccount(config, { now: () => new Date() });
}

beforeAll(async () => {
  sim = await startAirbyteSimulator();
  control = simControl(sim.url);
});
afterAll(() => sim.close());
beforeEach(async () => {
  await control.reset();
  account = connect();
  id = await control.create({ sourceType: 'postgres', tables: ['orders', 'customers'], history: 2 });
});

const HOUR_MS = 3_600_000;
const command = (kind: ProviderStepKind, params: StepParams = {}) => ({ kind, connectionId: id, params });
const apply = (kind: ProviderStepKind, params: StepParams = {}, by = account) =>
  by.apply(command(kind, params));
const target = async (kind: ProviderStepKind, params: StepParams = {}) => {
  const reading = await account.readTarget(command(kind, params));
  if (!reading) throw new Error(`${kind} has no target`);
  return reading;
};
const every = (hours: number) => ({ kind: 'interval', everyMs: hours * HOUR_MS }) as const;
const customers = { schema: '', table: 'customers' };
const WRITES = /(PATCH|POST)/;

const CHANGES: [ProviderStepKind, StepParams, string][] = [
  ['set_schedule', { schedule: every(2) }, '/api/public/v1/connections/'],
  ['set_schedule', { schedule: { kind: 'manual' } }, '/api/public/v1/connections/'],
  ['change_setting', { settings: { host: 'replica.example', port: 5433 } }, '/api/public/v1/sources/'],
  ['select_schema', { selection: [{ ...customers, enabled: false }] }, '/api/public/v1/connections/'],
  [
    'select_schema',
    { selection: [{ ...customers, column: 'name', enabled: false }] },
    '/api/public/v1/connections/',
  ],
  ['edit_state', { state: null }, '/api/v1/state/create_or_update_safe'],
];

describe.each(CHANGES)('%s %j', (kind, params, path) => {
  const method = kind === 'edit_state' ? 'POST' : 'PATCH';
  const writes = () => control.requests(method, path);

  keepsTheSettingContract(
    () => ({
      target: (wanted) => target(kind, wanted),
      apply: (wanted) => apply(kind, wanted),
      spoil: (how) => control.fault({ method, path, ...how }),
      writes,
    }),
    params,
  );

  it('is refused without a call for a read-only account', async () => {
    const reader = connect({ access: 'read_only' });
    await expect(apply(kind, params, reader)).rejects.toMatchObject({ code: 'provider.forbidden' });
    expect((await writes()).filter((write) => WRITES.test(write.method))).toEqual([]);
  });
});

describe('the schedule', () => {
  it('is refused where no cron says it evenly, naming what can be said', async () => {
    await expect(apply('set_schedule', { schedule: every(5) })).rejects.toMatchObject({
      code: 'provider.rejected',
      message: expect.stringContaining('1, 2, 3, 4, 6, 8, 12 or 24 hours'),
    });
    expect(await control.requests('PATCH', '/api/public/v1/connections/')).toEqual([]);
  });

  it('is as wanted already when its basic timing says the same', async () => {
    const six = await control.create({ sourceType: 'postgres', scheduleMinutes: 360 });
    const reading = await account.readTarget({
      kind: 'set_schedule',
      connectionId: six,
      params: { schedule: every(6) },
    });
    expect(reading?.satisfied).toBe(true);
  });

  it('that was basic can be put back only where the config API is', async () => {
    const { value } = await target('set_schedule', { schedule: every(2) });
    await apply('set_schedule', { schedule: every(2) });
    await expect(apply('set_schedule', { restore: value }, withoutConfigApi())).rejects.toMatchObject({
      code: 'provider.not_supported',
    });
  });
});

describe('settings of the source', () => {
  it.each([
    ['by name', { settings: { password: 'new' } }],
    ['by mask', { settings: { host: '**********' } }],
    ['inside another', { settings: { tunnel: { ssh_key: 'x', private_key: 'y' } } }],
  ])('are never written where they are secret %s', async (_how, params) => {
    await expect(apply('change_setting', params)).rejects.toMatchObject({ code: 'provider.rejected' });
    expect(await control.requests('PATCH', '/api/public/v1/sources/')).toEqual([]);
  });

  it('are read without what is secret', async () => {
    const reading = await target('change_setting', { settings: { host: 'h', password: 'p' } });
    expect(reading.value).not.toHaveProperty('password');
  });
});

describe('streams and columns', () => {
  it('are taken up as the others are synced, and the rest of the set stays', async () => {
    await apply('select_schema', { selection: [{ ...customers, enabled: false }] });
    await apply('select_schema', { selection: [{ ...customers, enabled: true }] });
    const [, last] = await control.requests('PATCH', '/api/public/v1/connections/');
    const { configurations } = last?.body as {
      configurations: { streams: { name: string; syncMode: string }[] };
    };
    expect(configurations.streams.map((stream) => stream.name)).toEqual(['orders', 'customers']);
    expect(new Set(configurations.streams.map((stream) => stream.syncMode)).size).toBe(1);
  });

  it.each([
    ['a stream that the source does not have', [{ schema: '', table: 'nobody', enabled: true }]],
    ['a column that the stream does not have', [{ ...customers, column: 'nothing', enabled: false }]],
    ['the key of a stream', [{ ...customers, column: 'id', enabled: false }]],
    [
      'the last stream',
      [
        { schema: '', table: 'orders', enabled: false },
        { ...customers, enabled: false },
      ],
    ],
    ['nothing', []],
  ])('are refused for %s, and nothing is sent', async (_what, selection) => {
    await expect(apply('select_schema', { selection })).rejects.toMatchObject({ code: 'provider.rejected' });
    expect(await control.requests('PATCH', '/api/public/v1/connections/')).toEqual([]);
  });
});

describe('the state', () => {
  it('is the config API’s alone, and an earlier one that was never read is not "the beginning"', async () => {
    await expect(apply('edit_state', { state: null }, withoutConfigApi())).rejects.toMatchObject({
      code: 'provider.not_supported',
    });
    await expect(apply('edit_state', { restore: null })).rejects.toMatchObject({ code: 'provider.rejected' });
    await expect(apply('edit_state', { state: { cursor: 1 } })).rejects.toMatchObject({
      message: expect.stringContaining('stateType'),
    });
  });

  it('is refused while a sync runs, which is certain not to have changed it', async () => {
    const busy = await control.create({ sourceType: 'postgres', syncSeconds: 60 });
    await control.act(busy, 'run');
    await expect(
      account.apply({ kind: 'edit_state', connectionId: busy, params: { state: null } }),
    ).rejects.toMatchObject({ code: 'provider.rejected', httpStatus: 423 });
  });
});

it('writes with credentials of their own where the account has them', async () => {
  const writer = connect({ write: { clientId: 'nobody', clientSecret: 'wrong-secret' } });
  await expect(writer.readState(id)).resolves.toMatchObject({ connectionId: id });
  const refused = await writer.apply(command('pause')).catch((error: Error) => error.message);
  expect(refused).not.toContain('wrong-secret');
  expect((await control.truth(id)).paused).toBe(false);
});
