// What Airbyte tells by webhook, in whose words, and how rarely.
import { at, eventually, list, startReceiver, type Json, type Receiver } from '../http-client';
import { airbyteGround, ID } from './ground';

const { create, breakIt, api, config, sim, settings, advance, job, ended, events, truth } = airbyteGround();
let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const got = (count: number) =>
  eventually(`${count} webhooks`, async () =>
    receiver.received.length >= count ? receiver.received.map(({ json }) => json) : undefined,
  );
const told = async () =>
  list((await sim('GET', '/_sim/webhooks')).body, 'deliveries').map((one) => at(one, 'event'));
const workspace = async () =>
  `/workspaces/${String(at((await sim('GET', '/_sim/credentials')).body, 'workspaceId'))}`;
const first = (all: Json[]): Json => all[0] ?? null;

it('go to the URL that a client registered for that event, and to no other', async () => {
  await create();
  const webhook = { enabled: true, url: receiver.url };
  await api('PATCH', await workspace(), { notifications: { failure: { webhook } } });
  await job();
  await ended(2);
  await breakIt({ class: 'authentication', until: 'never', message: 'denied' });
  await job();
  const body = first(await got(1));
  expect(at(body, 'data')).toMatchObject({ success: false, errorMessage: 'denied' });
  expect(await told()).toEqual(['failure']);
});

it('spell nulls out and give times to the second, unlike the API', async () => {
  await create();
  await sim('POST', '/_sim/webhooks', { url: receiver.url });
  await job();
  const data = at(first(await got(1)), 'data');
  expect(data).toMatchObject({ errorMessage: null, errorType: null, errorOrigin: null, success: true });
  expect(String(at(data, 'startedAt'))).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

it('write an ampersand in a name as $amp;', async () => {
  await create({ name: 'R&D <x>' });
  await sim('POST', '/_sim/webhooks', { url: receiver.url });
  await job();
  expect(String(at(first(await got(1)), 'blocks', 0, 'text', 'text'))).toContain('|R$amp;D &lt;x&gt;>');
});

it('tell a queued sync in the shape of a failure, so that only the URL tells them apart', async () => {
  await create();
  await settings({ queuedSeconds: 1 });
  const update = {
    workspaceId: (await workspace()).slice('/workspaces/'.length),
    notificationSettings: {
      sendOnConnectionSyncQueued: {
        notificationType: ['slack'],
        slackConfiguration: { webhook: receiver.url },
      },
    },
  };
  await config('POST', '/workspaces/update', update);
  await job();
  const body = first(await got(1));
  expect(at(body, 'data')).toMatchObject({ success: false, errorMessage: null, recordsCommitted: 0 });
  expect(String(at(body, 'text'))).toMatch(/^Your sync for connection 'Orders' is queued/);
});

it('say nothing about a refresh, a clear or a cancelled sync', async () => {
  await sim('POST', '/_sim/webhooks', { url: receiver.url });
  await create({ syncSeconds: 60 });
  await job();
  await job('clear');
  await advance(61);
  await config('POST', '/connections/refresh', { connectionId: ID, refreshMode: 'Merge' });
  await advance(61);
  await ended(4);
  expect(await told()).toEqual([]);
});

it('burst after a restart of the platform, for any type of job', async () => {
  await sim('POST', '/_sim/webhooks', { url: receiver.url });
  await sim('POST', '/_sim/connections', { count: 2, template: { syncSeconds: 60 } });
  await create({ syncSeconds: 60 });
  const { body } = await sim('GET', '/_sim/connections');
  for (const one of list(body, 'items').slice(0, 2))
    await sim('POST', `/_sim/connections/${String(at(one, 'id'))}/run`);
  await job('clear');
  await sim('POST', '/_sim/platform-restart', {});
  const all = await got(3);
  expect(all.map((one) => at(one, 'data', 'errorOrigin'))).toEqual(Array(3).fill('airbyte_platform'));
});

it('are tried out with samples that say so, or with a mere greeting', async () => {
  const attempt = (notificationTrigger: string, webhook = receiver.url) =>
    config('POST', '/notifications/try_webhook', { slackConfiguration: { webhook }, notificationTrigger });
  for (const trigger of [
    'sync_success',
    'sync_failure',
    'sync_disabled',
    'sync_disabled_warning',
    'connection_update',
  ])
    expect(at((await attempt(trigger)).body, 'status')).toBe('succeeded');
  for (const { json } of receiver.received) {
    expect(String(at(json, 'blocks', 0, 'text', 'text'))).toContain('[THIS IS A TEST NOTIFICATION]');
  }
  expect(at(receiver.received[0]?.json ?? null, 'data', 'jobId')).toBe(10);
  await attempt('connection_update_action_required');
  expect(Object.keys(receiver.received.at(-1)?.json ?? {})).toEqual(['text']);
  expect(at((await attempt('sync_failure', 'http://127.0.0.1:1/x')).body, 'status')).toBe('failed');
});

describe('automatic disabling', () => {
  const DAY = 24 * 3600;
  const fail = async (times: number, from: number) => {
    for (let run = from; run < from + times; run += 1) {
      await sim('POST', `/_sim/connections/${ID}/run`);
      await ended(run + 1);
    }
  };
  const setUp = async () => {
    await sim('POST', '/_sim/webhooks', { url: receiver.url });
    await create({ syncSeconds: 0, scheduleMinutes: 1 });
    await breakIt({ class: 'authentication', until: 'never' });
  };
  const without = async () => (await told()).filter((event) => event !== 'failure' && event !== 'success');

  it('warns once after 20 failures AND 4 days, and disables after 30 AND 7', async () => {
    await setUp();
    await fail(21, 1);
    expect(await without()).toEqual([]);
    await advance(4 * DAY);
    await fail(2, 22);
    expect(await without()).toEqual(['syncDisabledWarning']);
    await fail(8, 24);
    expect(at(await truth(), 'paused')).toBe(false);
    await advance(3 * DAY);
    await fail(1, 32);
    expect(at(await truth(), 'paused')).toBe(true);
    expect(await without()).toEqual(['syncDisabledWarning', 'syncDisabled']);
    expect(await events()).toContain('CONNECTION_DISABLED');
    const text = String(at(receiver.received.at(-1)?.json ?? null, 'text'));
    expect(text).toMatch(/was automatically disabled because/);
    expect(text).toMatch(new RegExp(`Workspace ID: .+\\nConnection ID: ${ID}$`));
    expect(receiver.received.at(-1)?.json).not.toHaveProperty('data');
  });

  it('does not forget when somebody re-enables: the next failure disables again, a success does not', async () => {
    await setUp();
    await fail(29, 1);
    await advance(8 * DAY);
    await fail(1, 30);
    expect(at(await truth(), 'paused')).toBe(true);
    await api('PATCH', `/connections/${ID}`, { status: 'active' });
    await fail(1, 31);
    expect(at(await truth(), 'paused')).toBe(true);
    await api('PATCH', `/connections/${ID}`, { status: 'active' });
    await breakIt({ heal: true });
    await fail(1, 32);
    await breakIt({ class: 'authentication', until: 'never' });
    await fail(1, 33);
    expect(at(await truth(), 'paused')).toBe(false);
  });
});
