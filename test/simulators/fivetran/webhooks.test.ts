// Webhooks registered through Fivetran's API: who gets what, signed how, tried how often, switched off when.
import { createHmac } from 'node:crypto';
import { withSimulator } from './with-simulator';
import { at, eventually, list, startReceiver, type Receiver } from '../http-client';

const { sim, api, create, breakIt, advance, run } = withSimulator();
const DAY = 24 * 3600;
const EVERY_ACT = [
  'create_connector',
  'edit_connector',
  'pause_connector',
  'resume_connector',
  'delete_connector',
  'force_update_connector',
  'resync_connector',
  'resync_table',
  'connection_successful',
  'connection_failure',
];
let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const register = (events: string[], more: object = {}, path = 'account') =>
  api('POST', `/v1/webhooks/${path}`, { url: receiver.url, events, ...more });
/** What arrived after the test event of the registration. */
const events = async (count: number) => {
  await eventually(`${count} events`, async () => (receiver.received.length > count ? true : undefined));
  return receiver.received.slice(1).map(({ json }) => at(json, 'event'));
};

it('tells every act on a connection, with its actor, and no event that was not asked for', async () => {
  await register(EVERY_ACT);
  const made = await api('POST', '/v1/connections', {
    group_id: 'sim_group',
    service: 'postgres',
    config: {},
  });
  const path = `/v1/connections/${String(at(made.body, 'data', 'id'))}`;
  const quiet = { run_setup_tests: false };
  await api('PATCH', path, { ...quiet, sync_frequency: 60 });
  await api('PATCH', path, { ...quiet, paused: true });
  await api('PATCH', path, { ...quiet, paused: false });
  await api('POST', `${path}/sync`, {});
  await api('POST', `${path}/resync`, {});
  await api('POST', `${path}/resync`, { scope: { public: ['orders'] } });
  await api('DELETE', path);
  const told = EVERY_ACT.filter((event) => event !== 'connection_failure');
  expect(new Set(await events(9))).toEqual(new Set(told));
  for (const { json } of receiver.received.slice(1)) expect(at(json, 'data', 'actor')).toBe('sim_user');
});

it('tells a failed setup test', async () => {
  await create();
  await breakIt({ message: 'no', until: 'reauth' });
  await register(['connection_failure']);
  await api('POST', '/v1/connections/c1/test', {});
  expect(await events(1)).toEqual(['connection_failure']);
});

it('tells a group webhook of its group alone, and takes no unknown group', async () => {
  await create({ id: 'a', groupId: 'g1' });
  await create({ id: 'b', groupId: 'g2' });
  expect((await register(['sync_end'], {}, 'group/nowhere')).status).toBe(404);
  const made = await register(['sync_end'], {}, 'group/g2');
  expect(at(made.body, 'data')).toMatchObject({ type: 'group', group_id: 'g2' });
  await run('a');
  await run('b');
  await events(1);
  expect(receiver.received.slice(1).map(({ json }) => at(json, 'connector_id'))).toEqual(['b']);
});

it.each(['upper', 'lower'])(
  'signs in %s case when told to, and never shows the secret',
  async (signatureCase) => {
    await create();
    await sim('POST', '/_sim/webhooks', { url: null, signatureCase });
    const made = await register(['sync_start'], { secret: 'shh' });
    expect(at(made.body, 'data', 'secret')).toBe('******');
    await run();
    await events(1);
    for (const { raw, headers } of receiver.received) {
      const digest = createHmac('sha256', 'shh').update(raw).digest('hex');
      expect(headers['x-fivetran-signature-256']).toBe(
        signatureCase === 'upper' ? digest.toUpperCase() : digest,
      );
    }
  },
);

it('refuses plain http to other machines, unknown events and a URL that does not answer', async () => {
  expect((await register(['sync_end'], { url: 'http://example.com/hook' })).status).toBe(400);
  expect((await register(['no_such_event'])).status).toBe(400);
  receiver.status = 500;
  expect((await register(['sync_end'])).status).toBe(400);
  expect((await register(['sync_end'], { active: false })).status).toBe(200);
});

it('keeps what a PATCH leaves out, and proves the URL again when activated', async () => {
  const id = String(at((await register(['sync_end'], { active: false })).body, 'data', 'id'));
  await api('PATCH', `/v1/webhooks/${id}`, { events: ['sync_start'] });
  expect(at((await api('GET', `/v1/webhooks/${id}`)).body, 'data')).toMatchObject({
    active: false,
    events: ['sync_start'],
  });
  expect(receiver.received).toHaveLength(0);
  await api('PATCH', `/v1/webhooks/${id}`, { active: true });
  expect(receiver.received).toHaveLength(1);
});

it('answers a test with 200 and succeed=false when the receiver is down', async () => {
  const id = String(at((await register(['sync_end'])).body, 'data', 'id'));
  receiver.status = 503;
  const { status, body } = await api('POST', `/v1/webhooks/${id}/test`, { event: 'sync_end' });
  expect([status, at(body, 'data', 'succeed'), at(body, 'data', 'status')]).toEqual([200, false, 503]);
});

it('tries again after 6 min, 27 min, 1 h 45, 6 h 25 and 23 h 13, and then no more', async () => {
  await create();
  await register(['sync_end']);
  receiver.status = 500;
  const start = Date.parse(String(at((await sim('GET', '/_sim/clock')).body, 'now'))) + 60_000;
  await run();
  await events(1);
  await advance(2 * DAY);
  const deliveries = list((await sim('GET', '/_sim/webhooks')).body, 'deliveries').slice(1);
  const minutes = deliveries.map((one) => Math.round((Date.parse(String(at(one, 'at'))) - start) / 60_000));
  expect(minutes).toEqual([0, 6, 27, 105, 385, 1393]);
});

it('switches a webhook off after three days of failure alone, until someone activates it', async () => {
  await create({ scheduleSeconds: 6 * 3600 });
  const id = String(at((await register(['sync_end'])).body, 'data', 'id'));
  const active = async () => at((await api('GET', `/v1/webhooks/${id}`)).body, 'data', 'active');
  receiver.status = 500;
  for (let day = 0; day < 2; day += 1) await advance(DAY);
  expect(await active()).toBe(true);
  for (let half = 0; half < 6; half += 1) await advance(DAY / 2);
  expect(await active()).toBe(false);
  receiver.status = 200;
  expect(at((await api('PATCH', `/v1/webhooks/${id}`, { active: true })).body, 'data', 'active')).toBe(true);
});

it('tells transformations under new names, and under the old ones to who asked for those', async () => {
  await sim('POST', '/_sim/transformations', { id: 't1', runSeconds: 1, fails: 'model broke' });
  await register(['transformation_start', 'transformation_failed', 'dbt_run_failed']);
  await api('POST', '/v1/transformations/t1/run', {});
  await advance(1);
  expect(new Set(await events(3))).toEqual(
    new Set(['dbt_run_failed', 'transformation_failed', 'transformation_start']),
  );
});

it('tells that Fivetran itself has paused a connection', async () => {
  await create();
  await sim('POST', '/_sim/behaviour', { autoPauseAfterFailures: 1 });
  await breakIt({ message: 'down', until: 'never' });
  await register(['pause_connector']);
  await run();
  await events(1);
  expect(at(receiver.received[1]?.json ?? null, 'data', 'actor')).toBe('Fivetran');
});
