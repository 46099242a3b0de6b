// The public API's connections, ends, workspaces and tags: made, changed, refused and removed as Airbyte does.
import { at, list, type Json } from '../http-client';
import { airbyteGround, ID } from './ground';

const { create, breakIt, api, config, sim, settings, truth, job } = airbyteGround();

const patch = (body: object) => api('PATCH', `/connections/${ID}`, body);
const streams = (...all: object[]) => patch({ configurations: { streams: all } });
const message = (body: Json) => String(at(body, 'data', 'message'));
const workspaceId = async () => String(at((await sim('GET', '/_sim/credentials')).body, 'workspaceId'));

describe('a connection', () => {
  it('is made from a source and a destination, with every stream and by hand, and then syncs', async () => {
    const workspace = await workspaceId();
    const source = await api('POST', '/sources', {
      name: 'pg',
      workspaceId: workspace,
      configuration: { sourceType: 'postgres', host: 'h', password: 'p' },
    });
    const destination = await api('POST', '/destinations', {
      name: 'dw',
      workspaceId: workspace,
      configuration: { destinationType: 'snowflake' },
    });
    const { status, body } = await api('POST', '/connections', {
      sourceId: at(source.body, 'sourceId'),
      destinationId: at(destination.body, 'destinationId'),
      schedule: { scheduleType: 'cron', cronExpression: '0 0 8 * * ? UTC' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'active',
      schedule: { scheduleType: 'cron', cronExpression: '0 0 8 * * ? UTC' },
      nonBreakingSchemaUpdatesBehavior: 'ignore',
      namespaceDefinition: 'destination',
    });
    expect(list(body, 'configurations', 'streams')).toHaveLength(2);
    const id = String(at(body, 'connectionId'));
    expect((await api('POST', '/jobs', { connectionId: id, jobType: 'sync' })).status).toBe(200);
  });

  it('is not made when anything about it is wrong', async () => {
    await create();
    const { sourceId, destinationId } = (await api('GET', `/connections/${ID}`)).body as Record<string, Json>; // an object
    const wrong = [
      { sourceId: 'nowhere', destinationId },
      { sourceId, destinationId, configurations: { streams: [{ name: 'nothing' }] } },
      { sourceId, destinationId, schedule: { scheduleType: 'basic' } },
      { destinationId },
    ];
    const answers = await Promise.all(wrong.map((body) => api('POST', '/connections', body)));
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 400, 400]);
    expect(list((await api('GET', '/connections')).body, 'data')).toHaveLength(1);
  });

  it('has its streams replaced by a PATCH, completed with the defaults of the source', async () => {
    await create();
    const { body } = await streams({ name: 'orders', syncMode: 'incremental_deduped_history' });
    expect(at(body, 'configurations', 'streams')).toEqual([
      {
        name: 'orders',
        namespace: 'public',
        syncMode: 'incremental_deduped_history',
        cursorField: ['updated_at'],
        primaryKey: [['id']],
      },
    ]);
    await patch({ configurations: { streams: [] } });
    expect(list((await api('GET', `/connections/${ID}`)).body, 'configurations', 'streams')).toHaveLength(1);
  });

  it.each([
    ['an unknown stream', { name: 'nothing' }, 'Valid streams: orders, customers'],
    ['a mode that is not supported', { name: 'orders', syncMode: 'incremental_update' }, 'Valid sync modes'],
    [
      'a cursor that is not there',
      { name: 'orders', syncMode: 'incremental_append', cursorField: ['no'] },
      'Valid cursor fields: id, name, updated_at',
    ],
    [
      'another key than the source has',
      { name: 'orders', syncMode: 'incremental_deduped_history', primaryKey: [['name']] },
      'already pre-defined',
    ],
    [
      'a selection without the cursor',
      { name: 'orders', syncMode: 'incremental_append', selectedFields: [{ fieldPath: ['id'] }] },
      'must include',
    ],
  ])('refuses %s, names the choices and changes nothing', async (_what, stream, said) => {
    await create();
    const { status, body } = await streams({ name: 'customers' }, stream);
    expect([status, message(body)]).toEqual([400, expect.stringContaining(said)]);
    expect(list((await api('GET', `/connections/${ID}`)).body, 'configurations', 'streams')).toHaveLength(2);
  });

  it('takes Quartz cron with UTC behind, never more often than hourly, never a basic schedule', async () => {
    await create();
    const set = (cronExpression: string) => patch({ schedule: { scheduleType: 'cron', cronExpression } });
    expect(at((await set('0 30 */2 * * ?')).body, 'schedule', 'cronExpression')).toBe('0 30 */2 * * ? UTC');
    const often = await set('0 */5 * * * ?');
    expect([often.status, at(often.body, 'type')]).toEqual([
      400,
      'error:cron-validation/under-one-hour-not-allowed',
    ]);
    for (const wrong of ['* 0 8 * * ?', '0 8 * * *', '0 0 99 * * ?', '0 0 8 * * *'])
      expect([wrong, (await set(wrong)).status]).toEqual([wrong, 400]);
    expect((await patch({ schedule: { scheduleType: 'basic' } })).status).toBe(400);
    await settings({ cronUnderOneHour: true });
    expect((await set('0 */5 * * * ?')).status).toBe(200);
  });

  it('refuses every change while it is locked, and does not sync', async () => {
    await create();
    await sim('PATCH', `/_sim/connections/${ID}/airbyte`, { locked: 'Insufficient credits' });
    const { status, body } = await patch({ name: 'new' });
    expect([status, at(body, 'type'), at(body, 'data')]).toEqual([
      409,
      'error:connection/locked',
      { connectionId: ID, statusReason: 'Insufficient credits' },
    ]);
    expect(at((await api('GET', `/connections/${ID}`)).body, 'status')).toBe('locked');
    expect(at((await job()).body, 'title')).toBe('state-conflict');
    await sim('PATCH', `/_sim/connections/${ID}/airbyte`, { locked: null });
    expect((await patch({ name: 'new' })).status).toBe(200);
  });

  it('is deprecated once deleted, its running job cancelled and its jobs kept', async () => {
    await create({ syncSeconds: 60 });
    const jobId = Number(at((await job()).body, 'jobId'));
    expect((await api('DELETE', `/connections/${ID}`)).status).toBe(204);
    expect((await api('GET', `/connections/${ID}`)).status).toBe(404);
    expect(at((await api('GET', `/jobs/${jobId}`)).body, 'status')).toBe('cancelled');
    expect(list((await api('GET', '/connections')).body, 'data')).toEqual([]);
    const all = await api('GET', '/connections?includeDeleted=true');
    expect(at(all.body, 'data', 0, 'status')).toBe('deprecated');
  });

  it('is listed by workspace, tag and page, with a next link behind the last full page', async () => {
    await sim('POST', '/_sim/connections', { count: 3, template: { name: 'c', tags: ['gold'] } });
    await create();
    const tag = list((await api('GET', '/tags')).body, 'data')[0];
    const tagged = await api('GET', `/connections?tagIds=${String(at(tag ?? null, 'tagId'))}`);
    expect(list(tagged.body, 'data')).toHaveLength(3);
    expect(list((await api('GET', '/connections?workspaceIds=other')).body, 'data')).toEqual([]);
    const last = await api('GET', '/connections?limit=3&offset=3');
    expect(list(last.body, 'data')).toHaveLength(1);
    expect(String(at(last.body, 'next'))).toMatch(/limit=3&offset=6$/);
    const beyond = await api('GET', '/connections?limit=3&offset=6');
    expect([list(beyond.body, 'data'), at(beyond.body, 'next')]).toEqual([[], '']);
    for (const wrong of ['limit=0', 'limit=101', 'offset=-1'])
      expect([wrong, (await api('GET', `/connections?${wrong}`)).status]).toEqual([wrong, 400]);
  });
});

describe('paging links of jobs', () => {
  it('forget status, dates and order, and can name a host that only the cluster knows', async () => {
    await create({ history: 3 });
    const path = `/jobs?connectionId=${ID}&status=succeeded&orderBy=createdAt%7CDESC&limit=1`;
    const next = String(at((await api('GET', path)).body, 'next'));
    expect(next).toMatch(new RegExp(`/jobs\\?connectionId=${ID}&limit=1&offset=1$`));
    expect((await fetch(next)).status).toBe(401);
    await settings({ internalLinks: true });
    expect(String(at((await api('GET', path)).body, 'next'))).toMatch(/^http:\/\/airbyte-server-svc:8001\//);
  });
});

describe('sources and destinations', () => {
  const actor = async () =>
    `/sources/${String(at((await api('GET', `/connections/${ID}`)).body, 'sourceId'))}`;

  it('show secrets as ten asterisks, merge on PATCH, replace on PUT, and keep what the mask stands for', async () => {
    await create();
    const path = await actor();
    expect(at((await api('GET', path)).body, 'configuration', 'password')).toBe('**********');
    await breakIt({ class: 'authentication', until: 'reauth' });
    await api('PATCH', path, { configuration: { password: '**********' } });
    expect(at(await truth(), 'broken')).not.toBeNull();
    const merged = await api('PATCH', path, {
      configuration: { ssl: { client_key_password: 'x', mode: 'on' } },
    });
    expect(at(merged.body, 'configuration')).toMatchObject({
      password: '**********',
      ssl: { client_key_password: '**********', mode: 'on' },
    });
    expect(at(await truth(), 'broken')).toBeNull();
    const put = await api('PUT', path, { name: 'new', configuration: { password: '**********' } });
    expect(at(put.body, 'configuration')).toEqual({ password: '**********' });
    const coordinates = await api('GET', `${path}?includeSecretCoordinates=true`);
    expect(String(at(coordinates.body, 'configuration', 'password'))).toMatch(/_secret_.*_v1$/);
  });

  it('take their connections with them when they are deleted', async () => {
    await create();
    expect((await api('DELETE', await actor())).status).toBe(204);
    expect((await api('GET', `/connections/${ID}`)).status).toBe(404);
  });

  it('list streams from the cache, and from the source itself only with ignoreCache', async () => {
    await settings({ discoverWindowMinutes: 1440 });
    await create();
    const sourceId = (await actor()).slice('/sources/'.length);
    await sim('POST', `/_sim/connections/${ID}/schema`, { addTables: ['refunds'] });
    const names = async (query: string) =>
      (await api('GET', `/streams?sourceId=${sourceId}${query}`)).body as Json[]; // a bare array
    expect(await names('')).toHaveLength(2);
    expect(await names('&ignoreCache=true')).toHaveLength(3);
    expect(at((await api('GET', `/connections/${ID}`)).body, 'status')).toBe('active');
    await breakIt({ message: 'host is down', class: 'source_unavailable', until: 'never' });
    const failed = await api('GET', `/streams?sourceId=${sourceId}&ignoreCache=true`);
    expect([failed.status, message(failed.body)]).toEqual([500, expect.stringContaining('host is down')]);
  });
});

describe('workspaces and tags', () => {
  it('come and go, and a webhook without a URL is refused whole', async () => {
    const made = await api('POST', '/workspaces', { name: 'second' });
    const path = `/workspaces/${String(at(made.body, 'workspaceId'))}`;
    const wrong = await api('PATCH', path, {
      name: 'renamed',
      notifications: { failure: { webhook: { enabled: true } } },
    });
    expect([wrong.status, at(wrong.body, 'type')]).toEqual([400, 'error:notification/config/missing-url']);
    expect(at((await api('GET', path)).body, 'name')).toBe('second');
    expect((await api('DELETE', path)).status).toBe(204);
    expect(list((await api('GET', '/workspaces')).body, 'data')).toHaveLength(1);
  });

  it('will not be silenced on Cloud where people must act', async () => {
    await settings({ cloud: true });
    const { status } = await api('PATCH', `/workspaces/${await workspaceId()}`, {
      notifications: { syncDisabled: { email: { enabled: false } } },
    });
    expect(status).toBe(400);
  });

  it('name tags once, rename them everywhere, and take them off when they go', async () => {
    await create({ tags: ['gold'] });
    const tagId = String(at((await api('GET', '/tags')).body, 'data', 0, 'tagId'));
    const taken = await api('POST', '/tags', {
      name: 'gold',
      color: 'FF5733',
      workspaceId: await workspaceId(),
    });
    expect(taken.status).toBe(409);
    expect((await api('POST', '/tags', { name: 'x'.repeat(31), color: 'FF5733' })).status).toBe(400);
    await api('PATCH', `/tags/${tagId}`, { name: 'silver', color: 'C0C0C0' });
    expect(at((await api('GET', `/connections/${ID}`)).body, 'tags', 0)).toMatchObject({
      tagId,
      name: 'silver',
    });
    expect((await api('DELETE', `/tags/${tagId}`)).status).toBe(204);
    expect(at((await api('GET', `/connections/${ID}`)).body, 'tags')).toEqual([]);
  });

  it('name who is there, to whoever asks', async () => {
    for (const path of [
      'organizations',
      'users',
      'permissions',
      'regions',
      'connector_definitions?type=source',
    ])
      expect([path, (await api('GET', `/${path}`)).status]).toEqual([path, 200]);
    expect((await config('POST', '/workspaces/list', {})).status).toBe(200);
  });
});
