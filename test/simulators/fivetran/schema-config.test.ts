// The schema configuration: when it exists, what may be changed in it, and what becomes of drift in the source.
import { withSimulator } from './with-simulator';
import { at, list, names } from '../http-client';

const { sim, api, create, breakIt, run } = withSimulator();
const base = '/v1/connections/c1/schemas';
const drift = (change: object) => sim('POST', '/_sim/connections/c1/schema', change);
const config = async () => at((await api('GET', base)).body, 'data');
const reload = async (body: object = {}) => at((await api('POST', `${base}/reload`, body)).body, 'data');
const columnsOf = async (table: string) =>
  at((await api('GET', `${base}/public/tables/${table}/columns`)).body, 'data', 'columns');

it('does not exist before the first sync or reload', async () => {
  await create({ history: 0 });
  const missing = await api('GET', base);
  expect([missing.status, at(missing.body, 'code')]).toEqual([404, 'NotFound_SchemaConfig']);
  await reload();
  expect(at(await config(), 'schemas', 'public', 'tables', 'orders', 'enabled')).toBe(true);
});

it('can be set up before capture; what the source lacks is then ignored', async () => {
  await create({ history: 0 });
  const tables = { orders: { enabled: false }, ghosts: { enabled: true } };
  await api('POST', base, {
    schemas: { public: { enabled: true, tables } },
    schema_change_handling: 'BLOCK_ALL',
  });
  await run();
  const found = await config();
  expect(new Set(names(found, 'schemas', 'public', 'tables'))).toEqual(new Set(['orders', 'customers']));
  expect(at(found, 'schemas', 'public', 'tables', 'orders', 'enabled')).toBe(false);
  expect(at(found, 'schema_change_handling')).toBe('BLOCK_ALL');
  expect((await api('POST', base, { schemas: {} })).status).toBe(409);
});

it.each([
  ['ALLOW_ALL', true, true],
  ['ALLOW_COLUMNS', false, true],
  ['BLOCK_ALL', false, false],
])('under %s a new table is enabled: %s, and a new column: %s', async (handling, table, column) => {
  await create();
  await api('PATCH', base, { schema_change_handling: handling });
  await drift({ addTables: ['refunds'], addColumns: { orders: ['note'] } });
  expect(at(await reload(), 'schemas', 'public', 'tables', 'refunds', 'enabled')).toBe(table);
  expect(at(await columnsOf('orders'), 'note', 'enabled')).toBe(column);
});

it('takes drift in with the next sync as well as with a reload', async () => {
  await create();
  await drift({ addTables: ['sales.refunds'] });
  expect(at(await config(), 'schemas')).not.toHaveProperty('sales');
  await run();
  expect(at(await config(), 'schemas', 'sales', 'tables', 'refunds', 'enabled')).toBe(true);
});

it('keeps a table gone from the source, locked as DELETED, until it is back', async () => {
  await create();
  await drift({ dropTables: ['orders'] });
  expect(at(await reload(), 'schemas', 'public', 'tables', 'orders')).toMatchObject({
    enabled: false,
    enabled_patch_settings: { allowed: false, reason_code: 'DELETED' },
  });
  expect((await api('PATCH', `${base}/public/tables/orders`, { enabled: true })).status).toBe(400);
  await drift({ addTables: ['orders'] });
  expect(
    at(await reload(), 'schemas', 'public', 'tables', 'orders', 'enabled_patch_settings', 'allowed'),
  ).toBe(true);
});

it('excludes every schema and table on a reload with EXCLUDE, and keeps their state with PRESERVE', async () => {
  await create();
  expect(at(await reload({ exclude_mode: 'EXCLUDE' }), 'schemas', 'public')).toMatchObject({
    enabled: false,
    tables: { orders: { enabled: false }, customers: { enabled: false } },
  });
  await api('PATCH', `${base}/public/tables/orders`, { enabled: true });
  expect(at(await reload({ exclude_mode: 'PRESERVE' }), 'schemas', 'public', 'tables')).toMatchObject({
    orders: { enabled: true },
    customers: { enabled: false },
  });
  expect((await api('POST', `${base}/reload`, { exclude_mode: 'OTHER' })).status).toBe(400);
});

it('changes tree, schema, table and column, and lists only the columns a user has set', async () => {
  await create();
  await api('PATCH', `${base}/public`, { enabled: false });
  await api('PATCH', `${base}/public/tables/orders`, { enabled: false, sync_mode: 'HISTORY' });
  await api('PATCH', `${base}/public/tables/customers/columns/name`, { enabled: true, hashed: true });
  expect(at(await config(), 'schemas', 'public')).toMatchObject({
    enabled: false,
    tables: { orders: { enabled: false, sync_mode: 'HISTORY', columns: {} } },
  });
  const { columns } = Object(at(await config(), 'schemas', 'public', 'tables', 'customers'));
  expect(columns).toEqual({ name: expect.objectContaining({ enabled: true, hashed: true }) });
});

it('is case-sensitive and changes nothing at all when one name is wrong', async () => {
  await create();
  const tables = { orders: { enabled: false }, Customers: { enabled: false } };
  const wrong = await api('PATCH', base, { schemas: { public: { tables } } });
  expect([wrong.status, at(wrong.body, 'code')]).toEqual([404, 'NotFound_Table']);
  expect(at(await config(), 'schemas', 'public', 'tables', 'orders', 'enabled')).toBe(true);
});

it('wants `enabled` said where one entry is addressed, and keeps a primary key in', async () => {
  await create();
  expect((await api('PATCH', `${base}/public/tables/orders`, { sync_mode: 'LIVE' })).status).toBe(400);
  expect((await api('PATCH', `${base}/public/tables/orders/columns/id`, { enabled: false })).status).toBe(
    400,
  );
});

it('lists live columns only while the connection is connected', async () => {
  await create();
  expect(names(await columnsOf('orders'))).toEqual(['id', 'name', 'updated_at']);
  await breakIt({ message: 'no', until: 'reauth' });
  await api('POST', '/v1/connections/c1/test', {});
  expect((await api('GET', `${base}/public/tables/orders/columns`)).status).toBe(400);
});

it('drops blocked columns only, all or none', async () => {
  await create();
  const drop = (columns: string[]) =>
    api('POST', `${base}/drop-columns`, { schemas: { public: { tables: { orders: { columns } } } } });
  const column = `${base}/public/tables/orders/columns/name`;
  await api('PATCH', column, { enabled: false });
  expect((await drop(['name', 'updated_at'])).status).toBe(409);
  expect((await drop(['name'])).status).toBe(200);
  expect((await api('DELETE', column)).status).toBe(200);
  expect((await api('DELETE', `${base}/public/tables/orders/columns/updated_at`)).status).toBe(409);
});

it('offers the Metadata API that old clients read types from, unless the plan lacks it', async () => {
  await create();
  const columns = () => api('GET', '/v1/metadata/connectors/c1/columns');
  expect(list((await columns()).body, 'data', 'items')[0]).toMatchObject({
    parent_id: 'public.orders',
    name_in_source: 'id',
    is_primary_key: true,
  });
  await sim('POST', '/_sim/features', { metadata: false });
  expect((await columns()).status).toBe(404);
});
