// What Fivetran does by itself or by accident: reschedules, holds, pauses, destinations that are down.
import { withSimulator } from './with-simulator';
import { at, eventually, list } from '../http-client';

const { sim, api, create, breakIt, advance, run, shown, kinds } = withSimulator();
const behave = (how: object) => sim('POST', '/_sim/behaviour', how);
const statuses = async (id = 'c1') =>
  list((await sim('GET', `/_sim/connections/${id}`)).body, 'history').map((entry) => at(entry, 'status'));
const syncing = () =>
  eventually('c1 syncs', async () =>
    at(await shown(), 'status', 'sync_state') === 'syncing' ? true : undefined,
  );

it('lets time pass on demand: a schedule of a day runs at once, and reset brings wall time back', async () => {
  await create({ scheduleSeconds: 6 * 3600, history: 0 });
  await advance(24 * 3600 + 60);
  expect(await statuses()).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
  await sim('POST', '/_sim/reset', {});
  const { body } = await sim('GET', '/_sim/clock');
  expect(Math.abs(Date.parse(String(at(body, 'now'))) - Date.now())).toBeLessThan(5000);
});

it('tells the same story twice under one seed', async () => {
  const story = async () => {
    await sim('POST', '/_sim/reset', { seed: 42 });
    await create({ id: undefined, scheduleSeconds: 3600 });
    await advance(3 * 3600 + 60);
    const { body } = await sim('GET', '/_sim/connections');
    const history = list(body, 'items', 0, 'history');
    return [at(body, 'items', 0, 'id'), ...history.map((entry) => [at(entry, 'id'), at(entry, 'rows')])];
  };
  expect(await story()).toEqual(await story());
});

describe('a rescheduled sync', () => {
  const reschedule = () =>
    breakIt({ message: 'quota', mode: 'reschedule', retryAfterSeconds: 900, until: { syncs: 1 } });

  it('resumes by itself at rescheduled_for on an auto schedule, and moves no timestamp before', async () => {
    await create();
    const before = await shown();
    await reschedule();
    await run();
    const after = await shown();
    expect(at(after, 'status', 'sync_state')).toBe('rescheduled');
    for (const field of ['succeeded_at', 'failed_at']) expect(at(after, field)).toBe(at(before, field));
    await advance(960);
    expect(await statuses()).toEqual(['succeeded', 'failed', 'succeeded']);
    expect(at(await shown(), 'status', 'rescheduled_for')).toBeNull();
  });

  it('never resumes on a manual schedule: only a sync by API gets it going', async () => {
    await create({ scheduleType: 'manual' });
    await reschedule();
    await run();
    await advance(7 * 24 * 3600);
    expect(at(await shown(), 'status', 'sync_state')).toBe('rescheduled');
    await api('POST', '/v1/connectors/c1/force');
    await advance(60);
    expect(await statuses()).toEqual(['succeeded', 'failed', 'succeeded']);
  });
});

it('never clears failed_at: a good sync is known by the later succeeded_at', async () => {
  await create();
  await breakIt({ message: 'flaky', until: { syncs: 1 } });
  await run();
  const failed = at(await shown(), 'failed_at');
  await run();
  const { failed_at: after, succeeded_at: succeeded } = Object(await shown());
  expect(after).toBe(failed);
  expect(succeeded > after).toBe(true);
});

it('cancels a running sync and starts another when forced, and goes on with it when not', async () => {
  await create();
  await sim('POST', '/_sim/connections/c1/run');
  await api('POST', '/v1/connections/c1/sync', { force: false });
  expect(await statuses()).toEqual(['succeeded', 'running']);
  await api('POST', '/v1/connections/c1/sync', { force: true });
  expect(await statuses()).toEqual(['succeeded', 'cancelled', 'running']);
});

it('accepts a sync while paused and runs none', async () => {
  await create({ paused: true });
  expect((await api('POST', '/v1/connections/c1/sync', {})).status).toBe(200);
  await advance(3600);
  expect(await kinds()).toEqual(['sync']);
});

it('holds a pause for 60 seconds and answers 500 although the connection is paused', async () => {
  await create({ syncSeconds: 600 });
  await behave({ stopHoldSeconds: 60 });
  await sim('POST', '/_sim/connections/c1/run');
  await syncing();
  const held = api('PATCH', '/v1/connections/c1', { paused: true, run_setup_tests: false });
  await eventually('paused', async () => ((await shown()) && at(await shown(), 'paused')) || undefined);
  await advance(60);
  const { status, body } = await held;
  expect(status).toBe(500);
  expect(at(body, 'message')).toBe('Failed to stop in-progress sync after trying for 60 seconds');
  expect(at(await shown(), 'status', 'sync_state')).toBe('paused');
  expect(await kinds()).toEqual(['sync', 'sync', 'pause']);
});

it('refuses a re-sync with 409 while a sync runs that cannot be stopped', async () => {
  await create();
  await behave({ stopHoldSeconds: 60 });
  await sim('POST', '/_sim/connections/c1/run');
  expect((await api('POST', '/v1/connections/c1/resync', {})).status).toBe(409);
  await advance(60);
  expect((await api('POST', '/v1/connections/c1/resync', {})).status).toBe(200);
});

it('calls a setup broken and pauses the connection itself after failures in a row, when told to', async () => {
  await create();
  await behave({ brokenAfterFailures: 2, autoPauseAfterFailures: 3 });
  await breakIt({ message: 'down', until: 'never' });
  const seen: unknown[] = [];
  for (let count = 0; count < 3; count += 1) {
    await run();
    const now = await shown();
    seen.push([at(now, 'status', 'setup_state'), at(now, 'paused')]);
  }
  expect(seen).toEqual([
    ['connected', false],
    ['broken', false],
    ['broken', true],
  ]);
});

it('starts a triggered sync late when an offset is set', async () => {
  await create();
  await behave({ startOffsetSeconds: 300 });
  await api('POST', '/v1/connections/c1/sync', {});
  expect(at(await shown(), 'status', 'sync_state')).toBe('scheduled');
  await advance(301);
  expect(at(await shown(), 'status', 'sync_state')).toBe('syncing');
});

it('fails every connection of a group whose destination is broken, and none elsewhere', async () => {
  for (const [id, groupId] of [
    ['a', 'g1'],
    ['b', 'g1'],
    ['c', 'g2'],
  ])
    await create({ id, groupId, history: 0 });
  await sim('POST', '/_sim/destinations/g1/break', { message: 'warehouse is full' });
  for (const id of ['a', 'b', 'c']) await run(id);
  expect([await statuses('a'), await statuses('b'), await statuses('c')]).toEqual([
    ['failed'],
    ['failed'],
    ['succeeded'],
  ]);
  expect(at(await shown('a'), 'status', 'tasks', 0, 'code')).toBe('reconnect_warehouse');
  const test = async () => at((await api('POST', '/v1/destinations/g1/test', {})).body, 'data');
  expect(await test()).toMatchObject({ setup_status: 'BROKEN', setup_tests: [{}, { status: 'FAILED' }] });
  await sim('POST', '/_sim/destinations/g1/break', { heal: true });
  await run('a');
  expect([at(await test(), 'setup_status'), await statuses('a')]).toEqual([
    'CONNECTED',
    ['failed', 'succeeded'],
  ]);
});

it('fails connections on a hybrid agent that is offline', async () => {
  await create();
  await sim('POST', '/_sim/agents', { id: 'agent', online: false });
  await api('PATCH', '/v1/connections/c1', { hybrid_deployment_agent_id: 'agent', run_setup_tests: false });
  expect(at(await run(), 'message')).toBe('Hybrid Deployment Agent agent is offline');
  const agent = (await api('GET', '/v1/hybrid-deployment-agents/agent')).body;
  expect(at(agent, 'data')).toMatchObject({ online: false, usage: [{ connection_id: 'c1' }] });
});

it('shows warnings, and dismisses all, some or none of them', async () => {
  await create();
  const warn = (code: string) =>
    sim('POST', '/_sim/connections/c1/warnings', {
      code,
      message: 'look',
      schema: 'public',
      table: 'orders',
    });
  const codes = async () => list(await shown(), 'status', 'warnings').map((warning) => at(warning, 'code'));
  const dismiss = (body?: object) => api('POST', '/v1/connections/c1/dismiss-warnings', body);
  for (const code of ['resync_table_warning', 'sync_warning', 'other']) await warn(code);
  expect(list((await api('GET', '/v1/connections/c1/warnings')).body, 'data', 'items')[0]).toMatchObject({
    schema: 'public',
    table: 'orders',
    warnings: [{ code: 'resync_table_warning', type: 'resync_table_warning' }],
  });
  expect((await dismiss({ warning_types: ['sync_warning', 'made_up'] })).status).toBe(400);
  expect(await codes()).toHaveLength(3);
  await dismiss({ warning_types: ['sync_warning'] });
  await api('DELETE', '/v1/connections/c1/warnings/other');
  expect(await codes()).toEqual(['resync_table_warning']);
  await dismiss();
  expect(await codes()).toEqual([]);
});

it('keeps errors to the last failure that no success has followed, and can be without the endpoint', async () => {
  await create();
  await breakIt({ message: 'login failed', class: 'authentication', until: { syncs: 1 } });
  await run();
  const errors = async () => list((await api('GET', '/v1/connections/c1/errors')).body, 'data', 'items');
  expect(await errors()).toEqual([expect.objectContaining({ type: 'reconnect', reason: 'login failed' })]);
  await run();
  expect(await errors()).toEqual([]);
  await sim('POST', '/_sim/features', { errors: false, warnings: false });
  expect((await api('GET', '/v1/connections/c1/errors')).status).toBe(404);
  expect((await api('GET', '/v1/connections/c1/warnings')).status).toBe(404);
});
