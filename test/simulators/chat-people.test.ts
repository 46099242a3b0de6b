// What people do in the simulated Slack, and how it reaches an app: signed as Slack signs, once, and not waited for long.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startChatSimulator } from '../../simulators/chat/simulator';
import { at, caller, list, type Answer, type Call, type Json } from './http-client';

const CHANNEL = 'C0SIMINCIDENTS';
const ADA = 'U0SIMADA';
const BO = 'U0SIMBO';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly payload: Json;
}

let sim: { url: string; close(): Promise<void> };
let call: Call;
let control: Call;
let app: Server;
let heard: Heard[] = [];
/** What the app answers, and after how long. */
let says: { status: number; body: string; delayMs: number };

const form = (raw: string): Json => Object.fromEntries(new URLSearchParams(raw));

beforeAll(async () => {
  sim = await startChatSimulator();
  call = caller(sim.url, { authorization: 'Bearer xoxb-sim' });
  control = caller(sim.url);
  app = createServer((request, response) => {
    let raw = '';
    request.on('data', (chunk: Buffer) => (raw += chunk.toString()));
    request.on('end', () => {
      const fields = form(raw);
      const interaction = raw.startsWith('payload=');
      const payload = interaction ? (JSON.parse(String(at(fields, 'payload'))) as Json) : fields; // our own text
      heard.push({ headers: request.headers, raw, payload });
      const { status, body, delayMs } = says;
      setTimeout(() => response.writeHead(status).end(body), delayMs);
    });
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await sim.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});
beforeEach(async () => {
  heard = [];
  says = { status: 200, body: '', delayMs: 0 };
  const { port } = app.address() as AddressInfo; // listening on TCP
  const url = `http://127.0.0.1:${port}/slack`;
  await control('POST', '/_sim/reset', {});
  await control('POST', '/_sim/settings', { interactivityUrl: url, commandsUrl: url });
});

const plain = (text: string) => ({ type: 'plain_text', text });
const approve = { type: 'button', text: plain('Approve'), action_id: 'approve', value: 'nonce-1' };
const choose = {
  ...{ type: 'static_select', action_id: 'choose' },
  options: ['retry', 'resync'].map((value) => ({ text: plain(value), value })),
};
const card = [{ type: 'actions', block_id: 'acts', elements: [choose, approve] }];
const why = {
  ...{ type: 'input', block_id: 'why', label: plain('Why') },
  element: { type: 'plain_text_input', action_id: 'reason', min_length: 3 },
};
const modal = (title: string, more = {}) => ({
  ...{ type: 'modal', callback_id: 'reject', title: plain(title), submit: plain('Reject'), blocks: [why] },
  ...{ private_metadata: 'inc-1', ...more },
});

const api = async (method: string, args: unknown): Promise<Json> =>
  (await call('POST', `/api/${method}`, args)).body;
const post = async (more = {}): Promise<string> =>
  String(at(await api('chat.postMessage', { channel: CHANNEL, text: 'card', blocks: card, ...more }), 'ts'));
const click = (more: Record<string, unknown>): Promise<Answer> =>
  control('POST', '/_sim/click', { channel: CHANNEL, actionId: 'approve', user: ADA, ...more });
const messages = async (): Promise<Json[]> =>
  list((await control('GET', `/_sim/messages?channel=${CHANNEL}`)).body, 'items');
const views = async (): Promise<Json[]> => list((await control('GET', '/_sim/views')).body, 'items');
const trigger = async (ts: string): Promise<Json> => {
  await click({ ts });
  return at(heard.at(-1)?.payload ?? null, 'trigger_id');
};
const opened = async (): Promise<string> => {
  const view = await api('views.open', { trigger_id: await trigger(await post()), view: modal('Reject') });
  return String(at(view, 'view', 'id'));
};
const submit = (viewId: string, more: Record<string, unknown> = {}) =>
  control('POST', '/_sim/submit', { viewId, user: ADA, values: { reason: 'not today' }, ...more });

const signed = ({ headers, raw }: Heard, secret = 'sim-signing-secret') => {
  const base = `v0:${String(headers['x-slack-request-timestamp'])}:${raw}`;
  return headers['x-slack-signature'] === `v0=${createHmac('sha256', secret).update(base).digest('hex')}`;
};
const ageSeconds = ({ headers }: Heard) =>
  Math.floor(Date.now() / 1000) - Number(headers['x-slack-request-timestamp']);

describe('a click', () => {
  it('reaches the app signed, with all that Slack tells of it', async () => {
    const ts = await post({ metadata: { event_type: 'incident', event_payload: { id: 'inc-1' } } });
    says.body = 'seen';
    expect((await click({ ts })).body).toMatchObject({ status: 200, body: 'seen', failure: null });
    const [one] = heard;
    expect(one && signed(one) && ageSeconds(one) <= 1).toBe(true);
    expect(one?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(one?.headers['x-slack-retry-num']).toBeUndefined();
    expect(one?.payload).toMatchObject({
      ...{ type: 'block_actions', api_app_id: 'A0SIMAPP', team: { id: 'T0SIMTEAM', domain: 'simulated' } },
      user: { id: ADA, username: 'ada', name: 'ada', team_id: 'T0SIMTEAM' },
      container: { type: 'message', message_ts: ts, channel_id: CHANNEL, is_ephemeral: false },
      channel: { id: CHANNEL, name: 'incidents' },
      message: { ts, text: 'card', metadata: { event_payload: { id: 'inc-1' } } },
      state: { values: { acts: { choose: { type: 'static_select', selected_option: null } } } },
      actions: [
        { type: 'button', action_id: 'approve', block_id: 'acts', value: 'nonce-1', text: plain('Approve') },
      ],
    });
    expect(String(at(one?.payload ?? null, 'trigger_id'))).toMatch(/^\d+\.\d+\.[0-9a-f]{32}$/);
  });

  it('carries what the same person chose in menus before, and nobody else’s choice', async () => {
    const ts = await post();
    await click({ ts, actionId: 'choose', selectedOption: 'resync' });
    expect(at(heard[0]?.payload ?? null, 'actions', 0)).toMatchObject({
      selected_option: { value: 'resync' },
    });
    await click({ ts });
    await click({ ts, user: BO });
    const chosen = heard.map(({ payload }) =>
      at(payload, 'state', 'values', 'acts', 'choose', 'selected_option'),
    );
    const resync = expect.objectContaining({ value: 'resync' }) as unknown;
    expect(chosen).toEqual([resync, resync, null]);
  });

  it('can be a double click, each with a trigger of its own, or the very same bytes once more', async () => {
    const ts = await post();
    expect(list((await click({ ts, times: 3 })).body, 'items')).toHaveLength(3);
    expect(new Set(heard.map(({ payload }) => at(payload, 'trigger_id'))).size).toBe(3);
    await control('POST', '/_sim/replay', {});
    const signatures = heard.map(({ headers }) => headers['x-slack-signature']);
    expect(signatures.slice(0, 3)).toContain(signatures[3]);
    expect(new Set(heard.map(({ raw }) => raw)).size).toBe(3);
  });

  it('can carry an old timestamp, rightly signed, or a signature by another secret', async () => {
    const ts = await post();
    await click({ ts, skewSeconds: 301 });
    await click({ ts, badSignature: true });
    const [old, forged] = heard;
    expect(old && signed(old) && ageSeconds(old) >= 301).toBe(true);
    expect(forged && signed(forged)).toBe(false);
  });

  it('says that the app did not acknowledge in time, or refused, and does not try again', async () => {
    await control('POST', '/_sim/settings', { ackMs: 100 });
    says.delayMs = 400;
    const late = await click({ ts: await post() });
    expect(late.body).toMatchObject({ status: null, failure: 'operation_timeout' });
    says = { status: 401, body: 'no', delayMs: 0 };
    const refused = await click({ ts: await post() });
    expect(refused.body).toMatchObject({ status: 401, body: 'no', failure: 'dispatch_failed' });
    expect(heard).toHaveLength(2);
  });

  it('needs something to click: no element, message, person or address is a refusal of the control', async () => {
    const ts = await post();
    expect(await click({ ts, actionId: 'dance' })).toMatchObject({ status: 404 });
    expect(await click({ ts: '1.1' })).toMatchObject({ status: 404 });
    expect(await click({ ts, user: 'U0NOBODY' })).toMatchObject({ status: 404 });
    expect(await click({ ts, actionId: 'choose', selectedOption: 'dance' })).toMatchObject({ status: 400 });
    await control('POST', '/_sim/settings', { interactivityUrl: null });
    expect(await click({ ts })).toMatchObject({ status: 409 });
    expect(heard).toEqual([]);
  });

  it('hits the card as it was, where the person still sees that one', async () => {
    const ts = await post();
    await api('chat.update', { channel: CHANNEL, ts, text: 'decided' });
    expect(await click({ ts })).toMatchObject({ status: 404 });
    expect((await click({ ts, stale: true })).body).toMatchObject({ status: 200 });
    expect(at(heard[0]?.payload ?? null, 'actions', 0, 'value')).toBe('nonce-1');
  });
});

describe('a trigger', () => {
  it('opens one modal within three seconds, and none after', async () => {
    const ts = await post();
    const first = await trigger(ts);
    const open = (trigger_id: Json) => api('views.open', { trigger_id, view: modal('Reject') });
    expect(await open(first)).toMatchObject({ ok: true, view: { callback_id: 'reject' } });
    expect(await open(first)).toMatchObject({ error: 'exchanged_trigger_id' });
    const second = await trigger(ts);
    await control('POST', '/_sim/clock', { advanceSeconds: 3.1 });
    expect(await open(second)).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('is not spent on a modal that Slack refuses', async () => {
    const trigger_id = await trigger(await post());
    const refused = await api('views.open', { trigger_id, view: modal('A title that is far too long') });
    expect(refused).toMatchObject({ error: 'invalid_arguments' });
    expect(await api('views.open', { trigger_id, view: modal('Reject') })).toMatchObject({ ok: true });
  });
});

describe('a modal', () => {
  it('is sent with what was filled in, and closes on an empty answer', async () => {
    const viewId = await opened();
    expect((await submit(viewId)).body).toMatchObject({ status: 200, view: 'closed' });
    expect(heard.at(-1)?.payload).toMatchObject({
      ...{ type: 'view_submission', user: { id: ADA }, response_urls: [] },
      view: {
        ...{ id: viewId, callback_id: 'reject', private_metadata: 'inc-1' },
        state: { values: { why: { reason: { type: 'plain_text_input', value: 'not today' } } } },
      },
    });
    expect(await views()).toMatchObject([{ open: false, user: ADA }]);
    expect(await submit(viewId)).toMatchObject({ status: 404 });
  });

  it('stays open with the errors that the app tells', async () => {
    const viewId = await opened();
    says.body = JSON.stringify({ response_action: 'errors', errors: { why: 'too short' } });
    expect((await submit(viewId)).body).toMatchObject({ view: 'errors' });
    expect(await views()).toMatchObject([{ open: true, errors: { why: 'too short' } }]);
    says.body = JSON.stringify({ response_action: 'errors', errors: { elsewhere: 'x' } });
    expect(await submit(viewId)).toMatchObject({ status: 422 });
  });

  it('becomes another one, or gets one on top, up to three; clear ends them all', async () => {
    const viewId = await opened();
    says.body = JSON.stringify({ response_action: 'update', view: modal('Again') });
    expect((await submit(viewId)).body).toMatchObject({ view: 'updated' });
    expect(await views()).toMatchObject([{ id: viewId, title: plain('Again'), open: true }]);
    says.body = JSON.stringify({ response_action: 'push', view: modal('On top') });
    expect((await submit(viewId)).body).toMatchObject({ view: 'pushed' });
    expect((await submit(viewId)).body).toMatchObject({ view: 'pushed' });
    expect(await submit(viewId)).toMatchObject({ status: 422 });
    says.body = JSON.stringify({ response_action: 'clear' });
    expect((await submit(String(at((await views()).at(-1) ?? null, 'id')))).body).toMatchObject({
      view: 'closed',
    });
    expect((await views()).map((view) => at(view, 'open'))).toEqual([false, false, false]);
  });

  it('is not sent by Slack’s client while something needed is missing or too short', async () => {
    const viewId = await opened();
    expect(await submit(viewId, { values: {} })).toMatchObject({ status: 422 });
    expect(await submit(viewId, { values: { why: { reason: 'no' } } })).toMatchObject({ status: 422 });
    expect(await submit(viewId, { values: { other: 'x' } })).toMatchObject({ status: 400 });
    expect(await submit(viewId, { user: BO })).toMatchObject({ status: 409 });
  });

  it('is changed by the app only while its hash is the one the app knows', async () => {
    const viewId = await opened();
    const update = (hash: unknown) => api('views.update', { view_id: viewId, hash, view: modal('New') });
    expect(await update('0.old')).toMatchObject({ error: 'hash_conflict' });
    expect(await update(at((await views())[0] ?? null, 'hash'))).toMatchObject({ ok: true });
  });

  it('tells the app of its end only where the app asked for that', async () => {
    const close = (viewId: string) => control('POST', '/_sim/close', { viewId, user: ADA });
    const quiet = await opened();
    const before = heard.length;
    await close(quiet);
    expect(heard).toHaveLength(before);
    const view = modal('Reject', { notify_on_close: true });
    const loud = await api('views.open', { trigger_id: await trigger(await post()), view });
    await close(String(at(loud, 'view', 'id')));
    expect(heard.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
  });
});

describe('what comes back', () => {
  const respond = async (body: unknown, from = 0): Promise<Answer> => {
    const url = String(at(heard[from]?.payload ?? null, 'response_url'));
    return caller(url)('POST', '', body);
  };

  it('by response URL: whispers, says aloud, and replaces or removes the original; five times', async () => {
    await click({ ts: await post() });
    expect(await respond({ text: 'for you' })).toMatchObject({ status: 200, body: 'ok' });
    await respond({ text: 'for all', response_type: 'in_channel' });
    await respond({ text: 'instead', replace_original: true });
    expect(await messages()).toMatchObject([
      { text: 'instead', edited: 1, blocks: [] },
      { text: 'for you', ephemeral: true, user: ADA },
      { text: 'for all', ephemeral: false },
    ]);
    await respond({ delete_original: true });
    expect(await messages()).toMatchObject([{ deleted: true }, {}, {}]);
    expect(await respond({ text: 'fifth' })).toMatchObject({ status: 200 });
    expect(await respond({ text: 'sixth' })).toMatchObject({ status: 404, body: { error: 'used_url' } });
  });

  it('by response URL: no later than thirty minutes, and judged as any message', async () => {
    await click({ ts: await post() });
    expect(await respond({ blocks: [{ type: 'header' }] })).toMatchObject({
      ...{ status: 400, body: { error: 'invalid_blocks' } },
    });
    await control('POST', '/_sim/clock', { advanceSeconds: 1801 });
    expect(await respond({ text: 'late' })).toMatchObject({ status: 404, body: { error: 'expired_url' } });
  });

  it('by the answer to a command, to whoever typed it', async () => {
    says.body = JSON.stringify({ text: 'two incidents are open' });
    const command = { command: '/penstock', text: 'list', user: BO, channel: 'incidents' };
    expect((await control('POST', '/_sim/command', command)).body).toMatchObject({ status: 200 });
    expect(heard[0] && signed(heard[0])).toBe(true);
    expect(heard[0]?.payload).toMatchObject({
      ...{ command: '/penstock', text: 'list', user_id: BO, user_name: 'bo', channel_id: CHANNEL },
      ...{ team_id: 'T0SIMTEAM', api_app_id: 'A0SIMAPP' },
    });
    expect(await messages()).toMatchObject([{ text: 'two incidents are open', ephemeral: true, user: BO }]);
  });
});

it('tells whom a message would call and where its links lead, marked up or not', async () => {
  await post({
    text: 'fallback <!here>',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: '<@U0SIMBO> see <https://evil.example|the docs>' } },
      { type: 'header', text: plain('<!channel> is plain here') },
    ],
  });
  expect(await messages()).toMatchObject([
    { mentions: ['!here', '@U0SIMBO'], links: ['https://evil.example'] },
  ]);
});

it('knows whom it is told of, until it is reset', async () => {
  const person = { id: 'U0NEW', name: 'new', email: 'new@example.com', tz: 'Asia/Tokyo' };
  expect(await control('POST', '/_sim/users', person)).toMatchObject({ status: 201 });
  expect(await api('users.info', { user: 'U0NEW' })).toMatchObject({ user: { tz_offset: 32_400 } });
  await control('POST', '/_sim/channels', { id: 'C0NEW', name: 'new' });
  expect(await api('chat.postMessage', { channel: 'new', text: 'x' })).toMatchObject({ channel: 'C0NEW' });
  await control('POST', '/_sim/reset', {});
  expect(await api('users.info', { user: 'U0NEW' })).toMatchObject({ error: 'user_not_found' });
  expect(await messages()).toEqual([]);
});
