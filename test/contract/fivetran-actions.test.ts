// Steps that set something at Fivetran, over HTTP: what stands there, one write, the way back, and every way to fail.
import type { Json } from '../../domain/json';
import type { ProviderAccount } from '../../domain/ports';
import type { ProviderStepKind, StepParams } from '../../domain/step';
import { keepsTheSettingContract } from './setting-contract';
import { command, startFivetranWorld, type FivetranWorld } from './fivetran-world';

let world: FivetranWorld;
let account: ProviderAccount;
let id: string;

beforeAll(async () => {
  world = await startFivetranWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.control.reset();
  account = world.connect();
  id = await world.control.create({ service: 'connector_sdk', tables: ['orders', 'customers'], history: 2 });
});

const MINUTE_MS = 60_000;
const apply = (kind: ProviderStepKind, params: StepParams = {}, by = account) =>
  by.apply(command(kind, id, params));
const target = async (kind: ProviderStepKind, params: StepParams = {}) => {
  const reading = await account.readTarget(command(kind, id, params));
  if (!reading) throw new Error(`${kind} has no target`);
  return reading;
};
const interval = (minutes: number) => ({ kind: 'interval', everyMs: minutes * MINUTE_MS }) as const;
const orders = (enabled: boolean) => ({ schema: 'public', table: 'orders', enabled });
const allCalls = async () =>
  (await Promise.all(['GET', 'PATCH', 'POST'].map((method) => world.calls(method, '/v1/')))).reduce(
    (sum, count) => sum + count,
    0,
  );
const patches = () => world.control.requests('PATCH', '/v1/connections/');

const CHANGES: [ProviderStepKind, StepParams][] = [
  ['set_schedule', { schedule: interval(1440) }],
  ['set_schedule', { schedule: { kind: 'manual' } }],
  ['change_setting', { settings: { host: 'replica.example', port: 5433 } }],
  ['select_schema', { selection: [orders(false)] }],
  [
    'select_schema',
    { selection: [{ schema: 'public', table: 'customers', column: 'updated_at', enabled: false }] },
  ],
  ['edit_state', { state: { cursor: '2026-01-01' } }],
];

describe.each(CHANGES)('%s %j', (kind, params) => {
  keepsTheSettingContract(
    () => ({
      target: (wanted) => target(kind, wanted),
      apply: (wanted) => apply(kind, wanted),
      spoil: (how) => world.control.fault({ method: 'PATCH', path: '/v1/connections/', ...how }),
      writes: patches,
    }),
    params,
  );

  it('cites what Fivetran said', async () => {
    expect(await apply(kind, params)).toMatchObject({ evidence: expect.stringMatching(/^Fivetran: /) });
  });

  it('is certain not to have happened when what it reads first cannot be read', async () => {
    if (kind === 'edit_state') return;
    await world.control.fault({ method: 'GET', path: '/v1/connections/', status: 503 });
    await expect(apply(kind, params)).rejects.toMatchObject({ code: 'provider.unreachable' });
    expect(await patches()).toEqual([]);
  });

  it('is refused without a call for a read-only account', async () => {
    const reader = world.connect({ access: 'read_only' });
    const before = await allCalls();
    await expect(apply(kind, params, reader)).rejects.toMatchObject({
      code: 'provider.forbidden',
      message: 'account main is configured read-only (access: read_only in config/accounts.yaml)',
    });
    expect(await allCalls()).toBe(before);
  });

  it('never runs setup tests', async () => {
    await apply(kind, params);
    const [sent] = await patches();
    if (kind === 'select_schema' || kind === 'edit_state') expect(sent?.path).toMatch(/schemas|state/);
    else expect(sent?.body).toMatchObject({ run_setup_tests: false });
  });
});

describe('the schedule', () => {
  it('is refused where Fivetran has no such interval, naming those it has', async () => {
    await expect(apply('set_schedule', { schedule: interval(7) })).rejects.toMatchObject({
      code: 'provider.rejected',
      message: expect.stringContaining('1, 5, 15, 30, 60, 120, 180, 360, 480, 720, 1440'),
    });
    const cron = { kind: 'cron', expression: '0 * * * *', approximateMs: 3_600_000 } as const;
    await expect(apply('set_schedule', { schedule: cron })).rejects.toMatchObject({
      code: 'provider.rejected',
    });
    await expect(apply('set_schedule', { restore: null })).rejects.toMatchObject({
      code: 'provider.rejected',
    });
    expect(await patches()).toEqual([]);
  });

  it('puts back the hour of a daily sync too', async () => {
    await world.api('PATCH', `/v1/connections/${id}`, {
      ...{ sync_frequency: 1440, daily_sync_time: '14:00', run_setup_tests: false },
    });
    const before = await target('set_schedule', { schedule: interval(15) });
    expect(before.value).toEqual({ sync_frequency: 1440, schedule_type: 'auto', daily_sync_time: '14:00' });
    const otherHour = { restore: { sync_frequency: 1440, schedule_type: 'auto', daily_sync_time: '15:00' } };
    expect((await target('set_schedule', otherHour)).satisfied).toBe(false);
    await apply('set_schedule', { schedule: interval(15) });
    await apply('set_schedule', { restore: before.value });
    const sent = (await patches()).at(-1)?.body;
    expect(sent).toEqual({ ...(before.value as object), run_setup_tests: false });
  });

  it('is left alone where a schedule of its own would override it', async () => {
    const body = {
      code: 'Success',
      data: { sync_frequency: 60, schedule: { schedule_type: 'CRON', cron: '0 * * * *' } },
    };
    await world.control.fault({ method: 'GET', path: `/v1/connections/${id}`, status: 200, body, times: 2 });
    expect((await target('set_schedule', { schedule: interval(60) })).satisfied).toBe(false);
    await expect(apply('set_schedule', { schedule: interval(15) })).rejects.toMatchObject({
      code: 'provider.rejected',
      message: expect.stringContaining('overrides'),
    });
    expect(await patches()).toEqual([]);
  });
});

describe('settings', () => {
  it('that are or hold secrets are neither read nor written', async () => {
    for (const settings of [
      { password: 'hunter2hunter2' },
      { host: '******' },
      { db: { password: 'x' } },
      { hosts: [{ name: 'a', api_key: 'x' }] },
    ] satisfies Record<string, Json>[]) {
      await expect(apply('change_setting', { settings })).rejects.toMatchObject({
        code: 'provider.rejected',
        message: expect.not.stringContaining('hunter2'),
      });
    }
    expect(await patches()).toEqual([]);
    const reading = await target('change_setting', { settings: { password: 'x', host: 'y' } });
    expect(Object.keys(reading.value as object)).toEqual(['host']);
    expect(JSON.stringify(reading)).not.toContain('***');
  });

  it('that were not there before are taken out again', async () => {
    const params = { settings: { update_method: 'TELEPORT' } };
    const before = await target('change_setting', params);
    expect(before.value).toEqual({ update_method: null });
    await apply('change_setting', params);
    await apply('change_setting', { restore: before.value });
    expect((await target('change_setting', { restore: before.value })).satisfied).toBe(true);
  });

  it('are not changed by a step that names none', async () => {
    await expect(apply('change_setting', { settings: {} })).rejects.toMatchObject({
      code: 'provider.rejected',
    });
    expect((await target('change_setting', { settings: {} })).satisfied).toBe(false);
  });
});

describe('a choice of schemas, tables and columns', () => {
  it('is one call however many there are, and leaves the rest as it is', async () => {
    await apply('select_schema', {
      selection: [
        orders(true),
        { schema: 'public', table: 'orders', column: 'name', enabled: false },
        { schema: 'public', table: 'orders', column: 'updated_at', enabled: false },
        { schema: 'public', table: 'customers', enabled: false },
      ],
    });
    const sent = await patches();
    expect(sent.map((one) => one.path)).toEqual([`/v1/connections/${id}/schemas`]);
    expect(sent[0]?.body).toEqual({
      schemas: {
        public: {
          enabled: true,
          tables: {
            orders: { enabled: true, columns: { name: { enabled: false }, updated_at: { enabled: false } } },
            customers: { enabled: false },
          },
        },
      },
    });
  });

  it('takes a whole schema with an empty table', async () => {
    const selection = [{ schema: 'public', table: '', enabled: false }];
    expect(await apply('select_schema', { selection })).toMatchObject({ satisfied: true });
    expect((await target('select_schema', { selection })).value).toEqual(selection);
  });

  it.each([
    ['an unknown schema', { schema: 'Public', table: 'orders', enabled: false }, 'no schema "Public"'],
    ['an unknown table', { schema: 'public', table: 'Orders', enabled: false }, 'no table "public.Orders"'],
    [
      'a column without table',
      { schema: 'public', table: '', column: 'id', enabled: true },
      'names no table',
    ],
    ['a name of the language itself', { schema: '__proto__', table: 'x', enabled: true }, 'no schema'],
  ])('refuses %s before anything is written', async (_what, choice, said) => {
    await expect(apply('select_schema', { selection: [choice] })).rejects.toMatchObject({
      code: 'provider.rejected',
      message: expect.stringContaining(said),
    });
    expect(await patches()).toEqual([]);
  });

  it("refuses what Fivetran does not let be changed, with Fivetran's reason", async () => {
    await world.control.act(id, 'schema', { dropTables: ['customers'] });
    await apply('reload_schema');
    const selection = [{ schema: 'public', table: 'customers', enabled: true }];
    await expect(apply('select_schema', { selection })).rejects.toMatchObject({
      code: 'provider.rejected',
      message: expect.stringContaining('deleted from the source'),
    });
    expect(await patches()).toEqual([]);
  });

  it('refuses a table whose schema is switched off, unless that is switched on with it', async () => {
    const schema = (enabled: boolean) => ({ schema: 'public', table: '', enabled });
    await apply('select_schema', { selection: [schema(false), orders(false)] });
    await expect(apply('select_schema', { selection: [orders(true)] })).rejects.toMatchObject({
      message: expect.stringContaining('public is switched off'),
    });
    expect(await apply('select_schema', { selection: [schema(true), orders(true)] })).toMatchObject({
      satisfied: true,
    });
  });

  it('cannot be made before there is a schema configuration', async () => {
    id = await world.control.create({ service: 'postgres', history: 0 });
    expect(await target('select_schema', { selection: [orders(true)] })).toEqual({
      ...{ value: null, satisfied: false, mark: 'none' },
    });
    await expect(apply('select_schema', { selection: [orders(true)] })).rejects.toMatchObject({
      code: 'provider.rejected',
      message: expect.stringContaining('no schema configuration yet'),
    });
  });
});

describe('the mark of a schema reload', () => {
  it('stays while nothing changes and moves when the source has a new table', async () => {
    const before = await target('reload_schema');
    expect(before.value).toBeNull();
    expect((await target('reload_schema')).mark).toBe(before.mark);
    await world.control.act(id, 'schema', { addTables: ['refunds'] });
    expect((await target('reload_schema')).mark).toBe(before.mark);
    await apply('reload_schema');
    expect((await target('reload_schema')).mark).not.toBe(before.mark);
  });

  it('says "none" before there is a configuration, and fails for an unknown connection', async () => {
    id = await world.control.create({ service: 'postgres', history: 0 });
    expect((await target('reload_schema')).mark).toBe('none');
    id = 'nowhere';
    await expect(target('reload_schema')).rejects.toMatchObject({ code: 'provider.not_found' });
  });
});

describe('the state of a connector', () => {
  it('begins again with an empty object, because null would leave it as it is', async () => {
    await apply('edit_state', { state: { cursor: 7 } });
    expect(await apply('edit_state', { state: null })).toMatchObject({ satisfied: true });
    expect((await patches()).at(-1)?.body).toEqual({ state: {} });
    expect((await target('edit_state', { state: null })).satisfied).toBe(true);
  });

  it('is not begun again because there is nothing to put back', async () => {
    await apply('edit_state', { state: { cursor: 7 } });
    expect((await target('edit_state', { restore: null })).satisfied).toBe(false);
    await expect(apply('edit_state', { restore: null })).rejects.toMatchObject({ code: 'provider.rejected' });
    expect((await target('edit_state', { state: null })).value).toEqual({ cursor: 7 });
  });

  it('is offered for Functions and Connector SDK only, and that is said', async () => {
    id = await world.control.create({ service: 'postgres' });
    expect(await target('edit_state', { state: null })).toEqual({
      value: null,
      satisfied: false,
      mark: 'none',
    });
    await expect(apply('edit_state', { state: null })).rejects.toMatchObject({
      code: 'provider.not_supported',
      message: expect.stringContaining('Function and Connector SDK'),
    });
  });

  it('that was never written cannot be edited, in the words of Fivetran', async () => {
    id = await world.control.create({ service: 'connector_sdk', history: 0 });
    expect((await target('edit_state', { state: { a: 1 } })).value).toBeNull();
    await expect(apply('edit_state', { state: { a: 1 } })).rejects.toMatchObject({
      code: 'provider.rejected',
    });
  });

  it('is not changed under a running sync', async () => {
    id = await world.control.create({ service: 'connector_sdk', syncSeconds: 30, history: 1 });
    await world.control.act(id, 'run');
    await expect(apply('edit_state', { state: { a: 1 } })).rejects.toMatchObject({
      code: 'provider.conflict',
    });
  });

  it('is an object: anything else is refused before it is sent', async () => {
    await expect(apply('edit_state', { state: 'yesterday' })).rejects.toMatchObject({
      code: 'provider.rejected',
    });
    expect(await patches()).toEqual([]);
  });
});

describe('what Fivetran cannot do', () => {
  it('clear is refused with what to do instead', async () => {
    await expect(apply('clear')).rejects.toMatchObject({
      code: 'provider.not_supported',
      message: 'Fivetran cannot clear a destination; re-sync instead',
    });
  });

  it('kinds whose effect the state shows cost no call to look at', async () => {
    const before = await allCalls();
    for (const kind of [
      'trigger_sync',
      'cancel_sync',
      'pause',
      'resume',
      'run_setup_tests',
      'resync',
      'clear',
    ] as const)
      expect(await account.readTarget(command(kind, id))).toBeNull();
    expect(await allCalls()).toBe(before);
  });
});

describe('separate credentials for writes', () => {
  it('are used for writes alone', async () => {
    const write = { apiKey: 'sim-key', apiSecret: 'sim-secret' };
    const writer = world.connect({ apiSecret: 'may-not-even-read', write });
    await expect(writer.readState(id)).rejects.toMatchObject({ code: 'provider.unauthorized' });
    expect(await apply('pause', {}, writer)).toMatchObject({ satisfied: true });
    const reader = world.connect({ write: { apiKey: 'sim-key', apiSecret: 'wrong-write-secret' } });
    expect((await reader.readState(id)).active).toBe(false);
    const error = await apply('resume', {}, reader).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'provider.unauthorized' });
    expect(String(error)).not.toContain('wrong-write-secret');
  });
});
