// Connections over Fivetran's API: create, list, change, delete, with the refusals the vendor documents.
import { withSimulator } from './with-simulator';
import { at, list } from '../http-client';

const { sim, api, create, breakIt, advance, shown, kinds } = withSimulator();
const post = (extra: object = {}) =>
  api('POST', '/v1/connections', {
    group_id: 'sim_group',
    service: 'postgres',
    config: { schema_prefix: 'pg', host: 'db', password: 'hush', nested: [{ api_key: 'hush', port: 1 }] },
    ...extra,
  });
const patch = (body: object) => api('PATCH', '/v1/connections/c1', { run_setup_tests: false, ...body });
const states = (pair: { status: number; body: Parameters<typeof at>[0] }) => [
  pair.status,
  at(pair.body, 'code'),
];

describe('creating', () => {
  it('answers 201, masks every secret at any depth and runs the setup tests', async () => {
    const made = await post();
    expect(states(made)).toEqual([201, 'Success']);
    expect(at(made.body, 'data')).toMatchObject({
      schema: 'pg',
      sync_frequency: 360,
      schedule_type: 'auto',
      succeeded_at: null,
      status: { setup_state: 'connected', is_historical_sync: true },
      config: { host: 'db', password: '******', nested: [{ api_key: '******', port: 1 }] },
    });
    expect(list(made.body, 'data', 'setup_tests')).toHaveLength(2);
    expect(JSON.stringify(await shown(String(at(made.body, 'data', 'id'))))).not.toContain('hush');
  });

  it('leaves a connection incomplete without setup tests, and then no sync runs', async () => {
    const { body } = await post({ run_setup_tests: false });
    const id = String(at(body, 'data', 'id'));
    expect((await api('POST', `/v1/connections/${id}/sync`, {})).status).toBe(200);
    expect(at(await shown(id), 'status')).toMatchObject({
      setup_state: 'incomplete',
      sync_state: 'scheduled',
    });
  });

  it.each([
    ['no group', { group_id: undefined }, 400, 'InvalidInput'],
    ['an unknown group', { group_id: 'nowhere' }, 404, 'NotFound_Group'],
    ['no service', { service: undefined }, 400, 'InvalidInput'],
    ['a frequency off the list', { sync_frequency: 7 }, 400, 'InvalidInput'],
  ])('refuses %s', async (_what, extra, status, code) => {
    expect(states(await post(extra))).toEqual([status, code]);
  });

  it('refuses a schema that the group has already', async () => {
    await post();
    expect(states(await post())).toEqual([409, 'Conflict']);
  });
});

describe('listing', () => {
  it('filters by group and by schema', async () => {
    for (const [id, groupId] of [
      ['a', 'g1'],
      ['b', 'g2'],
      ['c', 'g2'],
    ])
      await create({ id, groupId, name: `s_${id}` });
    const ids = async (query: string) =>
      list((await api('GET', `/v1/connections?${query}`)).body, 'data', 'items').map((item) =>
        at(item, 'id'),
      );
    expect(await ids('group_id=g2')).toEqual(['b', 'c']);
    expect(await ids('schema=s_a')).toEqual(['a']);
    expect((await api('GET', '/v1/groups/g3/connections')).status).toBe(404);
  });

  it.each(['0', '1001', 'x'])('refuses limit=%s and a cursor that is none', async (limit) => {
    expect((await api('GET', `/v1/connections?limit=${limit}`)).status).toBe(400);
    expect((await api('GET', '/v1/connections?cursor=%7B')).status).toBe(400);
  });
});

describe('changing', () => {
  it('needs at least one persistent field', async () => {
    await create();
    for (const body of [{}, { run_setup_tests: true }, { trust_certificates: true }, { no_such_field: 1 }]) {
      expect(states(await api('PATCH', '/v1/connections/c1', body))).toEqual([400, 'InvalidInput']);
    }
  });

  it('keeps what it is given and shows daily_sync_time only for a daily sync', async () => {
    await create();
    await patch({ sync_frequency: '60', daily_sync_time: '14:00', data_delay_sensitivity: 'HIGH' });
    expect(await shown()).toMatchObject({ sync_frequency: 60, data_delay_sensitivity: 'HIGH' });
    expect(await shown()).not.toHaveProperty('daily_sync_time');
    await patch({ sync_frequency: 1440 });
    expect(await shown()).toMatchObject({ daily_sync_time: '14:00' });
  });

  it.each([
    { sync_frequency: 7 },
    { daily_sync_time: '25:00' },
    { schedule_type: 'hourly' },
    { paused: 'yes' },
  ])('refuses %j', async (body) => {
    await create();
    expect((await patch(body)).status).toBe(400);
    expect(await kinds()).toEqual(['sync']);
  });

  it('merges config, and takes the mask for "unchanged"', async () => {
    await create();
    await patch({ config: { host: 'db2', password: '******' } });
    expect(at(await shown(), 'config')).toMatchObject({ host: 'db2', user: 'fivetran', password: '******' });
  });

  it('runs setup tests by default: a broken connection shows it and the answer holds the tests', async () => {
    await create();
    await breakIt({ message: 'login failed', until: 'reauth' });
    const { body } = await api('PATCH', '/v1/connections/c1', { sync_frequency: 60 });
    expect(at(body, 'data', 'setup_tests', 1)).toMatchObject({ status: 'FAILED', message: 'login failed' });
    expect(at(body, 'data', 'status', 'setup_state')).toBe('broken');
    expect(at((await patch({ sync_frequency: 30 })).body, 'data')).not.toHaveProperty('setup_tests');
  });

  it('starts a full historical sync when told is_historical_sync, cancelling the one that runs', async () => {
    await create();
    await sim('POST', '/_sim/connections/c1/run');
    await patch({ is_historical_sync: true });
    const { body } = await sim('GET', '/_sim/connections/c1');
    expect(list(body, 'history').map((entry) => [at(entry, 'kind'), at(entry, 'status')])).toEqual([
      ['sync', 'succeeded'],
      ['sync', 'cancelled'],
      ['resync', 'running'],
    ]);
    expect(at(await shown(), 'status', 'is_historical_sync')).toBe(true);
  });
});

it('deletes for good', async () => {
  await create();
  expect(at((await api('DELETE', '/v1/connections/c1')).body, 'message')).toBe(
    "Connection with id 'c1' has been deleted",
  );
  expect((await api('GET', '/v1/connections/c1')).status).toBe(404);
});

describe('re-syncing', () => {
  it('refuses an empty scope, an empty list, an unknown table and a service without tables', async () => {
    await create();
    await create({ id: 'sheet', service: 'google_sheets' });
    const resync = async (id: string, body: object) =>
      (await api('POST', `/v1/connections/${id}/resync`, body)).status;
    expect([
      await resync('c1', { scope: {} }),
      await resync('c1', { scope: { public: [] } }),
      await resync('c1', { scope: { public: ['nope'] } }),
      await resync('sheet', { scope: { public: ['orders'] } }),
      await resync('sheet', {}),
    ]).toEqual([400, 400, 404, 400, 200]);
  });

  it('waits for the resume when paused, and the old path for one table still works', async () => {
    await create({ paused: true });
    expect((await api('POST', '/v1/connectors/c1/schemas/public/tables/orders/resync')).status).toBe(200);
    expect(await kinds()).toEqual(['sync']);
    await patch({ paused: false });
    expect(await kinds()).toEqual(['sync', 'resume', 'resync']);
    await advance(60);
    expect(at((await sim('GET', '/_sim/connections/c1')).body, 'history', -1)).toMatchObject({
      status: 'succeeded',
      scope: ['public.orders'],
    });
  });
});

it('approves, lists and revokes certificates and fingerprints', async () => {
  await create();
  for (const [path, field] of [
    ['certificates', 'encoded_cert'],
    ['fingerprints', 'public_key'],
  ] as const) {
    const base = `/v1/connections/c1/${path}`;
    expect((await api('POST', base, { hash: 'h1' })).status).toBe(400);
    await api('POST', base, { hash: 'h1', [field]: 'abc' });
    expect(list((await api('GET', base)).body, 'data', 'items')).toHaveLength(1);
    expect(at((await api('GET', `${base}/h1`)).body, 'data', 'hash')).toBe('h1');
    await api('DELETE', `${base}/h1`);
    expect((await api('GET', `${base}/h1`)).status).toBe(404);
  }
});

describe('state', () => {
  it('belongs to functions and SDK connectors alone', async () => {
    await create();
    expect((await api('GET', '/v1/connections/c1/state')).status).toBe(400);
  });

  it('is written while nothing syncs', async () => {
    await create({ service: 'connector_sdk' });
    const write = () => api('PATCH', '/v1/connections/c1/state', { state: { cursor: 5 } });
    await sim('POST', '/_sim/connections/c1/run');
    expect((await write()).status).toBe(409);
    await advance(60);
    expect((await write()).status).toBe(200);
    expect(at((await api('GET', '/v1/connections/c1/state')).body, 'data', 'state')).toEqual({ cursor: 5 });
  });
});
