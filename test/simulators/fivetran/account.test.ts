// The rest of an account: groups, destinations, users, system keys, transformations, look-ups.
import { withSimulator } from './with-simulator';
import { at, caller, list } from '../http-client';

const { sim, api, create, advance, url } = withSimulator();
const items = async (path: string) => list((await api('GET', path)).body, 'data', 'items');

it('makes, renames and deletes groups, but none that still has connections', async () => {
  const made = await api('POST', '/v1/groups', { name: 'Finance' });
  const id = String(at(made.body, 'data', 'id'));
  expect([made.status, (await api('POST', '/v1/groups', { name: 'Finance' })).status]).toEqual([201, 409]);
  expect(at((await api('PATCH', `/v1/groups/${id}`, { name: 'Money' })).body, 'data', 'name')).toBe('Money');
  await create({ groupId: id });
  expect((await api('DELETE', `/v1/groups/${id}`)).status).toBe(409);
  expect(await items(`/v1/groups/${id}/connectors/`)).toHaveLength(1);
  await api('DELETE', '/v1/connections/c1');
  await api('DELETE', `/v1/groups/${id}`);
  expect((await api('GET', `/v1/groups/${id}`)).status).toBe(404);
});

it('has one destination a group, under the group ID, with its secrets masked', async () => {
  const id = String(at((await api('POST', '/v1/groups', { name: 'Finance' })).body, 'data', 'id'));
  expect((await api('GET', `/v1/destinations/${id}`)).status).toBe(404);
  const body = { group_id: id, service: 'big_query', time_zone_offset: '+1', config: { secret_key: 'hush' } };
  const made = await api('POST', '/v1/destinations', body);
  expect([made.status, (await api('POST', '/v1/destinations', body)).status]).toEqual([201, 409]);
  expect(at(made.body, 'data')).toMatchObject({ id, service: 'big_query', config: { secret_key: '******' } });
  await api('PATCH', `/v1/destinations/${id}`, { region: 'AWS_EU_WEST_1', run_setup_tests: false });
  expect(at((await api('GET', `/v1/destinations/${id}`)).body, 'data', 'region')).toBe('AWS_EU_WEST_1');
  expect(await items('/v1/destinations')).toHaveLength(2);
});

it('invites, changes and removes users', async () => {
  const made = await api('POST', '/v1/users', {
    email: 'ada@example.com',
    given_name: 'Ada',
    family_name: 'L',
  });
  const id = String(at(made.body, 'data', 'id'));
  expect(at(made.body, 'data')).toMatchObject({ invited: true, given_name: 'Ada' });
  await api('PATCH', `/v1/users/${id}`, { given_name: 'Augusta' });
  expect(at((await api('GET', `/v1/users/${id}`)).body, 'data')).toMatchObject({
    given_name: 'Augusta',
    family_name: 'L',
  });
  await api('DELETE', `/v1/users/${id}`);
  expect(await items('/v1/users')).toHaveLength(1);
});

it('opens the API with a system key until it expires, is rotated or deleted, and tells its secret once', async () => {
  const permissions = [{ resource_type: 'CONNECTOR', access_level: 'MANAGE' }];
  const body = { name: 'robot', expiration_period: 'ONE_WEEK', permissions };
  const made = at((await api('POST', '/v1/system-keys', body)).body, 'data');
  const id = String(at(made, 'id'));
  const status = async (key: Parameters<typeof at>[0]) => {
    const pair = Buffer.from(`${String(at(key, 'key'))}:${String(at(key, 'secret'))}`).toString('base64');
    return (await caller(url(), { authorization: `Basic ${pair}` })('GET', '/v1/groups')).status;
  };
  expect(await status(made)).toBe(200);
  expect((await items('/v1/system-keys'))[0]).not.toHaveProperty('secret');
  const rotated = at(
    (await api('POST', `/v1/system-keys/${id}/rotate`, { expiration_period: 'ONE_WEEK' })).body,
    'data',
  );
  expect([await status(made), await status(rotated)]).toEqual([401, 200]);
  await advance(8 * 24 * 3600);
  expect(await status(rotated)).toBe(401);
});

it('runs a transformation, refuses a second run meanwhile, and cancels', async () => {
  await sim('POST', '/_sim/transformations', { id: 't1', groupId: 'g', runSeconds: 60 });
  const status = async () => at((await api('GET', '/v1/transformations/t1')).body, 'data', 'status');
  const act = async (verb: string) => (await api('POST', `/v1/transformations/t1/${verb}`)).status;
  expect([await status(), await act('cancel'), await act('run'), await act('run')]).toEqual([
    'NEW',
    409,
    200,
    409,
  ]);
  await advance(60);
  expect([await status(), await act('run'), await act('cancel'), await status()]).toEqual([
    'SUCCEEDED',
    200,
    200,
    'CANCELED',
  ]);
  expect(await items('/v1/transformations?group_id=g&type=DBT_CORE')).toHaveLength(1);
  expect(await items('/v1/transformations?group_id=other')).toEqual([]);
  expect((await api('GET', '/v1/transformation-projects/sim_project')).status).toBe(200);
});

it('lists connector types under each path clients know, one of them without a key', async () => {
  for (const path of ['/v1/metadata/connector-types', '/v1/metadata/connectors', '/public/connector-types']) {
    expect((await items(path)).map((type) => at(type, 'id'))).toContain('postgres');
  }
  expect((await caller(url())('GET', '/public/connector-types')).status).toBe(200);
  expect((await api('GET', '/v1/metadata/connector-types/no_such')).status).toBe(404);
});

it('has no log services and says so with typed codes', async () => {
  expect(await items('/v1/external-logging')).toEqual([]);
  const { status, body } = await api('GET', '/v1/external-logging/x');
  expect([status, at(body, 'code')]).toEqual([404, 'NotFound_LogService']);
});
