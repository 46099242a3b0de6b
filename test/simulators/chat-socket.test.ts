// Socket Mode of the simulated Slack: Slack's own client, unmodified, connects, hears, acknowledges and comes back.
import { SocketModeClient, LogLevel } from '@slack/socket-mode';
import { WebSocket } from 'ws';
import { startChatSimulator } from '../../simulators/chat/simulator';
import { at, caller, eventually, list, type Answer, type Call, type Json } from './http-client';

const CHANNEL = 'C0SIMINCIDENTS';
const ADA = 'U0SIMADA';

interface Envelope {
  ack(payload?: Record<string, unknown>): Promise<void>;
  envelope_id: string;
  type: string;
  body: Json;
  accepts_response_payload: boolean;
}

let sim: { url: string; close(): Promise<void> };
let control: Call;
let api: Call;
let clients: SocketModeClient[] = [];
let heard: Envelope[] = [];
/** What the app does with what it hears. */
let answers: (envelope: Envelope) => Promise<void>;

beforeAll(async () => {
  sim = await startChatSimulator();
  control = caller(sim.url);
  api = caller(`${sim.url}/api`, { authorization: 'Bearer xoxb-sim' });
});
afterAll(() => sim.close());
beforeEach(async () => {
  heard = [];
  answers = ({ ack }) => ack();
  await control('POST', '/_sim/reset', {});
  await control('POST', '/_sim/settings', { delivery: 'socket' });
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.disconnect()));
  clients = [];
});

const nothing = () => undefined;
const silent = {
  ...{ debug: nothing, info: nothing, warn: nothing, error: nothing },
  ...{ setLevel: nothing, setName: nothing, getLevel: () => LogLevel.ERROR },
};

/** The client as apps use it; a short ping timeout is also how soon it comes back. */
async function connected(appToken = 'xapp-sim'): Promise<SocketModeClient> {
  const client = new SocketModeClient({
    ...{ appToken, logger: silent, clientPingTimeout: 300 },
    clientOptions: { slackApiUrl: `${sim.url}/api/` },
  });
  clients.push(client);
  client.on('slack_event', (envelope: Envelope) => {
    heard.push(envelope);
    void answers(envelope);
  });
  await client.start();
  return client;
}

const plain = (text: string) => ({ type: 'plain_text', text });
const button = { type: 'button', text: plain('Approve'), action_id: 'approve', value: 'nonce-1' };
const modal = {
  ...{ type: 'modal', callback_id: 'reject', title: plain('Reject'), submit: plain('Reject') },
  blocks: [
    {
      ...{ type: 'input', block_id: 'why', label: plain('Why') },
      element: { type: 'plain_text_input', action_id: 'reason' },
    },
  ],
};
const post = async (): Promise<string> => {
  const blocks = [{ type: 'actions', block_id: 'acts', elements: [button] }];
  const posted = await api('POST', '/chat.postMessage', { channel: CHANNEL, text: 'card', blocks });
  return String(at(posted.body, 'ts'));
};
const click = async (more: Record<string, unknown> = {}): Promise<Answer> =>
  control('POST', '/_sim/click', {
    ...{ channel: CHANNEL, ts: await post(), actionId: 'approve', user: ADA },
    ...more,
  });
const command = (): Promise<Answer> =>
  control('POST', '/_sim/command', { command: '/penstock', text: 'list', user: ADA, channel: CHANNEL });
const links = async (): Promise<Json[]> => list((await control('GET', '/_sim/socket')).body, 'items');
const open = async (token: string): Promise<Json> =>
  (await caller(sim.url, { authorization: `Bearer ${token}` })('POST', '/api/apps.connections.open', {}))
    .body;

/** How a connection to this URL ends: Slack's hello, or the status of the refusal. */
function knock(url: string): Promise<Json> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? null));
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => resolve(JSON.parse(data.toString()) as Json)); // our own text
  });
}

describe('a socket', () => {
  it('is opened with the app-level token alone, which is good for nothing else', async () => {
    expect(await open('xapp-sim')).toMatchObject({ ok: true, url: expect.stringMatching(/^ws:/) as string });
    expect(await open('xoxb-sim')).toMatchObject({ ok: false, error: 'not_allowed_token_type' });
    expect(await open('xapp-other')).toMatchObject({ ok: false, error: 'invalid_auth' });
    const other = caller(sim.url, { authorization: 'Bearer xapp-sim' });
    expect((await other('POST', '/api/auth.test', {})).body).toMatchObject({
      error: 'not_allowed_token_type',
    });
    await expect(connected('xapp-other')).rejects.toThrow('invalid_auth');
  });

  it('says hello; its URL is good once', async () => {
    const url = String(at(await open('xapp-sim'), 'url'));
    expect(await knock(url)).toMatchObject({
      ...{ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0SIMAPP' } },
    });
    expect(await knock(url)).toBe(401);
    expect(await knock(url.replace('/link', '/elsewhere'))).toBe(404);
  });

  it('is one of ten at most', async () => {
    for (let count = 1; count <= 10; count += 1)
      expect(await knock(String(at(await open('xapp-sim'), 'url')))).toMatchObject({
        num_connections: count,
      });
    expect(await knock(String(at(await open('xapp-sim'), 'url')))).toBe(429);
  });
});

describe('an act', () => {
  it('goes over the socket as an envelope, and its outcome is told as ever', async () => {
    await connected();
    const acted = await click();
    expect(acted.body).toMatchObject({ status: 200, body: '', failure: null, items: [{ status: 200 }] });
    expect(heard).toMatchObject([
      {
        ...{ type: 'interactive', accepts_response_payload: false },
        body: { type: 'block_actions', user: { id: ADA }, actions: [{ value: 'nonce-1' }] },
      },
    ]);
  });

  it('shows what a command is answered in its acknowledgement', async () => {
    await connected();
    answers = ({ ack }) => ack({ text: 'two wait' });
    expect((await command()).body).toMatchObject({ status: 200, body: { text: 'two wait' } });
    expect(heard).toMatchObject([{ type: 'slash_commands', accepts_response_payload: true }]);
    const said = list((await control('GET', `/_sim/messages?channel=${CHANNEL}`)).body, 'items');
    expect(said.at(-1)).toMatchObject({ text: 'two wait', ephemeral: true, user: ADA });
  });

  it('keeps a dialog open with the errors of its acknowledgement, and closes it on an empty one', async () => {
    await connected();
    await click();
    const trigger_id = at(heard[0]?.body ?? null, 'trigger_id');
    const viewId = at((await api('POST', '/views.open', { trigger_id, view: modal })).body, 'view', 'id');
    const submit = () => control('POST', '/_sim/submit', { viewId, user: ADA, values: { reason: 'no' } });
    answers = ({ ack }) => ack({ response_action: 'errors', errors: { why: 'say more' } });
    expect((await submit()).body).toMatchObject({ status: 200, view: 'errors' });
    answers = ({ ack }) => ack();
    expect((await submit()).body).toMatchObject({ status: 200, view: 'closed' });
  });

  it('that is not acknowledged in time fails, and is not sent again', async () => {
    await connected();
    await control('POST', '/_sim/settings', { ackMs: 100 });
    answers = () => Promise.resolve();
    expect((await click()).body).toMatchObject({ status: null, failure: 'operation_timeout' });
    expect(heard).toHaveLength(1);
  });

  it('takes no answer where Slack takes none', async () => {
    await connected();
    answers = ({ ack }) => ack({ text: 'nobody sees this' });
    expect((await click()).body).toMatchObject({ status: 200, body: '' });
  });

  it('fails while nobody is connected, and never goes to a URL instead', async () => {
    await control('POST', '/_sim/settings', { interactivityUrl: `${sim.url}/api/api.test` });
    expect((await click()).body).toMatchObject({ status: null, failure: 'dispatch_failed' });
  });

  it('can be replayed: the same envelope with the same ID, each acknowledged', async () => {
    await connected();
    await click();
    expect((await control('POST', '/_sim/replay', { times: 2 })).body).toMatchObject({
      items: [{ status: 200 }, { status: 200 }],
    });
    expect(new Set(heard.map(({ envelope_id }) => envelope_id)).size).toBe(1);
    expect(heard).toHaveLength(3);
  });

  it('has no signature that could be wrong', async () => {
    await connected();
    expect(await click({ badSignature: true })).toMatchObject({ status: 409 });
    expect(await click({ skewSeconds: 301 })).toMatchObject({ status: 409 });
  });

  it('goes to one of those who are connected, in turn', async () => {
    await connected();
    await connected();
    const by: SocketModeClient[] = [];
    for (const client of clients) client.on('interactive', () => by.push(client));
    await click();
    await click();
    expect(new Set(by).size).toBe(2);
  });
});

describe('the end of a socket', () => {
  it.each(['refresh_requested', 'warning', null])(
    '(%s) brings the client back, and acts go on',
    async (reason) => {
      await connected();
      const [before] = await links();
      await control('POST', '/_sim/socket', { disconnect: true, reason });
      await eventually('another socket', async () => {
        const [link, ...more] = await links();
        const isNew = link !== undefined && more.length === 0 && at(link, 'id') !== at(before ?? null, 'id');
        return isNew ? link : undefined;
      });
      expect((await click()).body).toMatchObject({ status: 200 });
    },
  );

  it('comes to all of them by a reset, which forgets tickets and what was awaited too', async () => {
    const client = await connected();
    const url = String(at(await open('xapp-sim'), 'url'));
    answers = () => Promise.resolve();
    const awaited = click();
    await eventually('the envelope', () => Promise.resolve(heard[0]));
    const gone = new Promise((resolve) => client.once('close', resolve));
    await control('POST', '/_sim/reset', {});
    expect((await awaited).body).toMatchObject({ status: null });
    await gone;
    expect(await knock(url)).toBe(401);
  });
});
