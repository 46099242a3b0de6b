// Schema drift: what is breaking, what a discovery does to a connection, what a sync does about it, and who hears.
import { at, eventually, list, startReceiver, type Receiver } from '../http-client';
import { airbyteGround, ID } from './ground';

const { create, api, config, sim, settings, advance, job, ended, events } = airbyteGround();
let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
  await sim('POST', '/_sim/webhooks', { url: receiver.url });
});
afterEach(() => receiver.close());

const drift = (change: object) => sim('POST', `/_sim/connections/${ID}/schema`, change);
const connection = async () => (await api('GET', `/connections/${ID}`)).body;
const prefer = (nonBreakingSchemaUpdatesBehavior: string) =>
  api('PATCH', `/connections/${ID}`, { nonBreakingSchemaUpdatesBehavior });
const tell = () => sim('PATCH', `/_sim/connections/${ID}/airbyte`, { notifySchemaChanges: true });
const texts = () => receiver.received.map(({ json }) => String(at(json, 'text')));
const diff = async () => {
  const { body } = await config('POST', '/web_backend/connections/get', { connectionId: ID });
  return { change: at(body, 'schemaChange'), transforms: list(body, 'catalogDiff', 'transforms') };
};

it('calls only the loss of a used cursor or key breaking', async () => {
  await create();
  await drift({ dropColumns: { orders: ['name'] }, addTables: ['refunds'], dropTables: ['customers'] });
  expect((await diff()).change).toBe('non_breaking');
  await drift({ dropColumns: { orders: ['updated_at'] } });
  expect((await diff()).change).toBe('breaking');
  await api('PATCH', `/connections/${ID}`, {
    configurations: { streams: [{ name: 'orders', syncMode: 'full_refresh_overwrite' }] },
  });
  await drift({ dropColumns: { orders: ['id'] } });
  expect((await diff()).change).toBe('non_breaking');
});

it('tells the difference field by field, and as a bare array when the server is old', async () => {
  await create();
  await drift({ retypeColumns: { orders: { id: 'string' } }, addColumns: { orders: ['region'] } });
  const { transforms } = await diff();
  expect(transforms).toEqual([
    expect.objectContaining({
      transformType: 'update_stream',
      updateStream: {
        fieldTransforms: [
          expect.objectContaining({ transformType: 'update_field_schema', fieldName: ['id'] }),
          expect.objectContaining({ transformType: 'add_field', fieldName: ['region'], breaking: false }),
        ],
        streamAttributeTransforms: [],
      },
    }),
  ]);
  await settings({ bareUpdateStream: true });
  expect(list((await diff()).transforms[0] ?? null, 'updateStream')).toHaveLength(2);
});

it('discovers without harm by source alone, and pauses when a connection is named', async () => {
  await create();
  await drift({ dropColumns: { orders: ['updated_at'] } });
  const sourceId = at(await connection(), 'sourceId');
  await config('POST', '/sources/discover_schema', { sourceId });
  expect(at(await connection(), 'status')).toBe('active');
  const found = await config('POST', '/sources/discover_schema', { sourceId, connectionId: ID });
  expect(found.body).toMatchObject({ breakingChange: true, connectionStatus: 'inactive' });
  expect(await events()).toContain('CONNECTION_DISABLED');
});

it('keeps the stored flag after the public repair until the next sync looks again', async () => {
  await create();
  await drift({ dropColumns: { orders: ['updated_at'] } });
  const sourceId = at(await connection(), 'sourceId');
  await config('POST', '/sources/discover_schema', { sourceId, connectionId: ID });
  const streams = [{ name: 'orders', syncMode: 'full_refresh_overwrite' }];
  await api('PATCH', `/connections/${ID}`, { status: 'active', configurations: { streams } });
  expect(await diff()).toEqual({ change: 'breaking', transforms: [] });
  await job();
  expect(at(await ended(2), 'status')).toBe('succeeded');
  expect((await diff()).change).toBe('no_change');
});

it('pauses by a mere read with a refreshed catalog', async () => {
  await create();
  await drift({ dropColumns: { orders: ['id'] } });
  await config('POST', '/web_backend/connections/get', { connectionId: ID });
  expect(at(await connection(), 'status')).toBe('active');
  await config('POST', '/web_backend/connections/get', { connectionId: ID, withRefreshedCatalog: true });
  expect(at(await connection(), 'status')).toBe('inactive');
});

it('cancels a sync that meets a breaking change, and says nothing to anyone who did not ask', async () => {
  await create({ syncSeconds: 5 });
  await drift({ dropColumns: { orders: ['id'] } });
  await job();
  expect(at(await ended(2), 'status')).toBe('cancelled');
  expect(at(await connection(), 'status')).toBe('inactive');
  const { body } = await sim('GET', '/_sim/webhooks');
  expect(at(body, 'deliveries')).toEqual([]);
});

it('asks for action when the connection wants to be told, but not if it was to propagate', async () => {
  await create({ syncSeconds: 5 });
  await tell();
  await drift({ dropColumns: { orders: ['id'] } });
  await job();
  await eventually('one webhook', async () => (receiver.received.length === 1 ? true : undefined));
  expect(texts()[0]).toMatch(/^Airbyte detected schema changes for '<http.*\|Orders>'\.$/);
  expect(receiver.received[0]?.json).not.toHaveProperty('data');
  expect(JSON.stringify(receiver.received[0]?.json)).toContain('automatically disabled your connections');
  await api('PATCH', `/connections/${ID}`, {
    status: 'active',
    nonBreakingSchemaUpdatesBehavior: 'propagate_fully',
  });
  await job();
  await ended(3);
  const { body } = await sim('GET', '/_sim/webhooks');
  expect(list(body, 'deliveries').map((one) => at(one, 'event'))).toEqual(['connectionUpdateActionRequired']);
});

it('propagates columns only, or streams too, and tells it', async () => {
  await create();
  await tell();
  await prefer('propagate_columns');
  await drift({ addColumns: { orders: ['region'] }, addTables: ['refunds'] });
  await job();
  await ended(2);
  expect((await diff()).transforms).toEqual([expect.objectContaining({ transformType: 'add_stream' })]);
  await prefer('propagate_fully');
  await job();
  await ended(3);
  expect(await diff()).toEqual({ change: 'no_change', transforms: [] });
  expect(list(await connection(), 'configurations', 'streams')).toHaveLength(3);
  const changed = texts().filter((text) => /^The schema of '<.*>' has changed\.$/.test(text));
  expect(changed).toHaveLength(2);
  expect(JSON.stringify(receiver.received.map(({ json }) => json))).toContain('＋ region');
});

it('pauses on any change when it was told to', async () => {
  await create({ syncSeconds: 5 });
  await prefer('disable_connection');
  await drift({ addColumns: { orders: ['region'] } });
  await job();
  expect(at(await ended(2), 'status')).toBe('cancelled');
  const { body } = await config('POST', '/connections/events/list', {
    connectionId: ID,
    eventTypes: ['CONNECTION_DISABLED'],
  });
  expect(at(body, 'events', 0, 'summary', 'disabledReason')).toBe('DISABLE_CONNECTION_IF_ANY_SCHEMA_CHANGES');
});

it('looks only as often as the discovery window allows', async () => {
  await settings({ discoverWindowMinutes: 60 });
  await create();
  await drift({ dropColumns: { orders: ['id'] } });
  await job();
  expect(at(await ended(2), 'status')).toBe('succeeded');
  expect((await diff()).change).toBe('no_change');
  await advance(3601);
  await job();
  expect(at(await ended(3), 'status')).toBe('cancelled');
});

it('answers a discovery from the cache without pausing, unless told to look', async () => {
  await settings({ discoverWindowMinutes: 60 });
  await create();
  await drift({ dropColumns: { orders: ['id'] } });
  const body = { sourceId: at(await connection(), 'sourceId'), connectionId: ID };
  const cached = await config('POST', '/sources/discover_schema', body);
  expect(cached.body).toMatchObject({ breakingChange: false, connectionStatus: 'active' });
  const fresh = await config('POST', '/sources/discover_schema', { ...body, disable_cache: true });
  expect(fresh.body).toMatchObject({ breakingChange: true, connectionStatus: 'inactive' });
});

it('applies changes on approval only where the preference is to propagate', async () => {
  await create();
  await drift({ addTables: ['refunds'] });
  const apply = () => config('POST', '/connections/apply_schema_changes', { connectionId: ID });
  expect((await apply()).status).toBe(400);
  await prefer('propagate_fully');
  expect(list((await apply()).body, 'propagatedDiff', 'transforms')).toHaveLength(1);
  expect((await diff()).change).toBe('no_change');
});
