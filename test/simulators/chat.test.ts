// The simulated Slack as an app sees it: Slack's own client works unchanged, and what Slack refuses is refused in its words.
import { LogLevel, WebClient, type ErrorCode, type WebAPICallResult } from '@slack/web-api';
import { startChatSimulator } from '../../simulators/chat/simulator';
import { at, caller, list, type Call, type Json } from './http-client';

const CHANNEL = 'C0SIMINCIDENTS';
const ADA = 'U0SIMADA';

const nothing = () => undefined;
const QUIET = {
  ...{ debug: nothing, info: nothing, warn: nothing, error: nothing },
  ...{ setLevel: nothing, setName: nothing, getLevel: () => LogLevel.ERROR },
};

let sim: { url: string; close(): Promise<void> };
let slack: WebClient;
let call: Call;
let control: Call;

beforeAll(async () => {
  sim = await startChatSimulator();
  const slackApiUrl = `${sim.url}/api/`;
  slack = new WebClient('xoxb-sim', { slackApiUrl, retryConfig: { retries: 0 }, logger: QUIET });
  call = caller(sim.url, { authorization: 'Bearer xoxb-sim' });
  control = caller(sim.url);
});
afterAll(() => sim.close());
beforeEach(async () => void (await control('POST', '/_sim/reset', {})));

const api = async (method: string, args: unknown = {}): Promise<Json> =>
  (await call('POST', `/api/${method}`, args)).body;
const post = async (args: Record<string, unknown> = {}): Promise<string> =>
  String(at(await api('chat.postMessage', { channel: CHANNEL, text: 'hello', ...args }), 'ts'));
const messages = async (): Promise<Json[]> =>
  list((await control('GET', `/_sim/messages?channel=${CHANNEL}`)).body, 'items');

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (action_id: string, more = {}) => ({
  ...{ type: 'button', text: { type: 'plain_text', text: 'Press' }, action_id },
  ...more,
});
const modal = (blocks: unknown[] = [section('x')], more = {}) => ({
  ...{ type: 'modal', title: { type: 'plain_text', text: 'Reject' }, blocks },
  ...more,
});

describe('the Web API', () => {
  it('serves Slack’s own client: posts, changes, threads and finds messages', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text' as const, text: 'orders failed' } }];
    const metadata = { event_type: 'incident', event_payload: { id: 'inc-1' } };
    const posted = await slack.chat.postMessage({ channel: CHANNEL, text: 'orders', blocks, metadata });
    const reply = { channel: CHANNEL, thread_ts: posted.ts ?? '', text: 'looking' };
    await slack.chat.postMessage(reply);
    await slack.chat.postMessage({ ...reply, reply_broadcast: true });
    await slack.chat.update({ channel: CHANNEL, ts: posted.ts ?? '', text: 'orders resolved' });

    const history = await slack.conversations.history({ channel: CHANNEL, include_all_metadata: true });
    expect(history.messages).toMatchObject([
      { subtype: 'thread_broadcast', text: 'looking', thread_ts: posted.ts },
      { text: 'orders resolved', ts: posted.ts, reply_count: 2, metadata, edited: { user: 'U0SIMBOT' } },
    ]);
    const { messages: thread } = await slack.conversations.replies({ channel: CHANNEL, ts: posted.ts ?? '' });
    expect(thread?.map(({ text }) => text)).toEqual(['orders resolved', 'looking', 'looking']);
    expect(await slack.auth.test()).toMatchObject({ ok: true, user_id: 'U0SIMBOT', bot_id: 'B0SIMBOT' });
    expect((await slack.users.lookupByEmail({ email: 'ADA@example.com' })).user).toMatchObject({
      ...{ id: ADA, tz: 'Europe/London', profile: { email: 'ada@example.com' } },
    });
  });

  it('tells the client of refusals with their details', async () => {
    const refused = await slack.chat
      .postMessage({ channel: CHANNEL, text: 'x', blocks: [section('x'.repeat(3001))] })
      .catch((error: { code: ErrorCode; data: WebAPICallResult }) => error);
    expect(refused).toMatchObject({
      code: 'slack_webapi_platform_error',
      data: {
        error: 'invalid_blocks',
        errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
        response_metadata: {
          messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    });
  });

  it.each([
    ['no token', {}, 'not_authed'],
    ['another token', { authorization: 'Bearer xoxb-else' }, 'invalid_auth'],
  ])('refuses %s, and still answers 200', async (_, headers, error) => {
    expect(await caller(sim.url, headers)('POST', '/api/auth.test', {})).toMatchObject({
      ...{ status: 200, body: { ok: false, error } },
    });
  });

  it.each([
    ['chat.postMessage', 'channel_not_found', { channel: 'C0NOWHERE', text: 'x' }],
    ['chat.postMessage', 'no_text', { channel: CHANNEL }],
    ['chat.postMessage', 'invalid_arguments', { text: 'x' }],
    ['chat.postMessage', 'not_in_channel', { channel: 'elsewhere', text: 'x' }],
    ['chat.postMessage', 'msg_too_long', { channel: CHANNEL, text: 'x'.repeat(40_001) }],
    ['chat.postMessage', 'invalid_blocks_format', { channel: CHANNEL, text: 'x', blocks: '[{' }],
    ['chat.postMessage', 'invalid_thread_ts', { channel: CHANNEL, text: 'x', thread_ts: '1.2' }],
    ['chat.postMessage', 'invalid_metadata_schema', { channel: CHANNEL, text: 'x', metadata: { a: 1 } }],
    ['chat.update', 'message_not_found', { channel: CHANNEL, ts: '1234567890.000001', text: 'x' }],
    ['chat.update', 'channel_not_found', { channel: '#incidents', ts: '1234567890.000001', text: 'x' }],
    ['chat.postEphemeral', 'user_not_found', { channel: CHANNEL, user: 'U0NOBODY', text: 'x' }],
    ['conversations.replies', 'thread_not_found', { channel: CHANNEL, ts: '1234567890.000001' }],
    ['conversations.history', 'invalid_cursor', { channel: CHANNEL, cursor: 'x' }],
    ['users.info', 'user_not_found', { user: 'U0NOBODY' }],
    ['users.lookupByEmail', 'users_not_found', { email: 'no@example.com' }],
    ['views.open', 'invalid_trigger_id', { trigger_id: '1.2.abc', view: modal() }],
    ['views.update', 'not_found', { view_id: 'V0NONE', view: modal() }],
    ['chat.unheard', 'unknown_method', {}],
  ])('%s is refused as %s', async (method, error, args) => {
    expect(await api(method, args)).toMatchObject({ ok: false, error });
  });

  it('changes only what the app wrote itself, and only what all can see', async () => {
    const person = { channel: CHANNEL, user: ADA, text: 'mine' };
    const { body: theirs } = await control('POST', '/_sim/say', person);
    const change = { channel: CHANNEL, text: 'x' };
    expect(await api('chat.update', { ...change, ts: at(theirs, 'ts') })).toMatchObject({
      error: 'cant_update_message',
    });
    const whispered = await api('chat.postEphemeral', person);
    expect(await api('chat.update', { ...change, ts: at(whispered, 'message_ts') })).toMatchObject({
      error: 'message_not_found',
    });
  });

  it('takes less text in a change than in a message: 4000 bytes once escaped', async () => {
    const ts = await post({ text: 'x'.repeat(4001) });
    const change = (text: string) => api('chat.update', { channel: CHANNEL, ts, text });
    expect(await change('x'.repeat(4000))).toMatchObject({ ok: true });
    expect(await change('<'.repeat(1001))).toMatchObject({ error: 'msg_too_long' });
  });

  it('drops the blocks when text alone comes in their place, and keeps the text when blocks alone do', async () => {
    const ts = await post({ blocks: [section('card')] });
    await api('chat.update', { channel: CHANNEL, ts, blocks: [section('changed')] });
    expect(await messages()).toMatchObject([{ blocks: [section('changed')], edited: 1, text: 'hello' }]);
    await api('chat.update', { channel: CHANNEL, ts, text: 'done' });
    expect(await messages()).toMatchObject([{ blocks: [], edited: 2, text: 'done' }]);
  });

  it('pages through history by cursor and by time, oldest and latest left out', async () => {
    const sent = [await post(), await post(), await post()];
    const first = await api('conversations.history', { channel: CHANNEL, limit: 2 });
    expect(first).toMatchObject({ has_more: true, messages: [{ ts: sent[2] }, { ts: sent[1] }] });
    const cursor = at(first, 'response_metadata', 'next_cursor');
    expect(await api('conversations.history', { channel: CHANNEL, limit: 2, cursor })).toMatchObject({
      ...{ has_more: false, messages: [{ ts: sent[0] }] },
    });
    const between = { channel: CHANNEL, oldest: sent[0], latest: sent[2] };
    expect(list(await api('conversations.history', between), 'messages')).toMatchObject([{ ts: sent[1] }]);
    const inclusive = await api('conversations.history', { ...between, inclusive: true });
    expect(list(inclusive, 'messages')).toHaveLength(3);
  });

  it('shows a whisper to no history, and writes to a person where asked', async () => {
    await api('chat.postEphemeral', { channel: CHANNEL, user: ADA, text: 'for you' });
    expect(list(await api('conversations.history', { channel: CHANNEL }), 'messages')).toEqual([]);
    expect(await messages()).toMatchObject([{ ephemeral: true, user: ADA, text: 'for you' }]);
    expect(await api('chat.postMessage', { channel: ADA, text: 'hi' })).toMatchObject({
      channel: 'D0SIMADA',
    });
    expect(await api('conversations.info', { channel: 'D0SIMADA' })).toMatchObject({
      channel: { is_im: true, user: ADA },
    });
  });
});

describe('Block Kit', () => {
  const words = (block: unknown) => api('chat.postMessage', { channel: CHANNEL, text: 'x', blocks: [block] });
  const long = (length: number) => 'x'.repeat(length);
  const plain = (text: string) => ({ type: 'plain_text', text });
  const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
  const option = (value: string, text = 'one') => ({ text: plain(text), value });
  const menu = (more: unknown) => actions({ type: 'static_select', action_id: 'm', ...Object(more) });
  const confirm = { title: plain('Sure?'), text: plain('Really'), confirm: plain('Yes'), deny: plain('No') };
  const FIRST = '/blocks/0/elements/0';

  it.each([
    ['header', { type: 'header', text: plain(long(151)) }, 'less than 151', '/blocks/0/text/text'],
    [
      'header in mrkdwn',
      { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
      'unsupported type: mrkdwn',
      '',
    ],
    ['empty section', section(''), 'must be more than 0 characters', '/blocks/0/text/text'],
    ['section of nothing', { type: 'section' }, 'must define either `text` or `fields`', '/blocks/0'],
    [
      ...(['fields', { type: 'section', fields: Array(11).fill(plain('x')) }] as const),
      ...(['no more than 10 items', '/blocks/0/fields'] as const),
    ],
    ['field', { type: 'section', fields: [plain(long(2001))] }, 'less than 2001', '/blocks/0/fields/0/text'],
    ['button text', actions(button('a', { text: plain(long(76)) })), 'less than 76', `${FIRST}/text/text`],
    ['button value', actions(button('a', { value: long(2001) })), 'less than 2001', `${FIRST}/value`],
    ['button style', actions(button('a', { style: 'default' })), 'valid enum value', `${FIRST}/style`],
    ['button switched off', actions(button('a', { disabled: true })), 'additional property: disabled', FIRST],
    ['action_id', actions(button(long(256))), 'less than 256', `${FIRST}/action_id`],
    [
      'same action_id',
      actions(button('a'), button('a')),
      '`action_id` "a" already exists',
      '/elements/1/action_id',
    ],
    [
      'too many buttons',
      actions(...Array.from({ length: 26 }, (_, n) => button(`b${n}`))),
      'no more than 25',
      '',
    ],
    ['block_id', { ...section('x'), block_id: long(256) }, 'less than 256', '/blocks/0/block_id'],
    [
      ...(['context', { type: 'context', elements: Array(11).fill(plain('x')) }] as const),
      ...(['no more than 10 items', '/blocks/0/elements'] as const),
    ],
    ['menu without options', menu({}), 'must define either `options` or `option_groups`', FIRST],
    [
      ...([
        'too many options',
        menu({ options: Array.from({ length: 101 }, (_, n) => option(`${n}`)) }),
      ] as const),
      ...(['no more than 100 items', `${FIRST}/options`] as const),
    ],
    [
      'option text',
      menu({ options: [option('v', long(76))] }),
      'less than 76',
      `${FIRST}/options/0/text/text`,
    ],
    ['option value', menu({ options: [option(long(151))] }), 'less than 151', `${FIRST}/options/0/value`],
    [
      'confirm title',
      actions(button('a', { confirm: { ...confirm, title: plain(long(101)) } })),
      'less than 101',
      '',
    ],
    [
      'confirm text',
      actions(button('a', { confirm: { ...confirm, text: plain(long(301)) } })),
      'less than 301',
      '',
    ],
    [
      'confirm button',
      actions(button('a', { confirm: { ...confirm, deny: plain(long(31)) } })),
      'less than 31',
      '',
    ],
    [
      'confirm without deny',
      actions(button('a', { confirm: { ...confirm, deny: undefined } })),
      'field: deny',
      '',
    ],
    ['unheard block', { type: 'table_of_contents' }, 'unsupported type: table_of_contents', '/blocks/0/type'],
  ])('refuses a message for its %s, and says where', async (_, block, message, pointer) => {
    const answer = await words(block);
    expect(answer).toMatchObject({ ok: false, error: 'invalid_blocks' });
    const said = list(answer, 'response_metadata', 'messages').join('\n');
    expect(said).toContain(message);
    expect(said).toContain(pointer === '' ? '[json-pointer:/blocks/0' : `${pointer}]`);
    expect(await messages()).toEqual([]);
  });

  it('takes each of them at its limit', async () => {
    const full = [
      { type: 'header', text: plain(long(150)) },
      section(long(3000)),
      { type: 'section', fields: Array(10).fill(plain('x')) },
      actions(button(long(255), { value: long(2000), text: plain(long(75)), confirm, style: 'primary' })),
      menu({ options: Array.from({ length: 100 }, (_, n) => option(`${n}`)) }),
      { type: 'context', elements: Array(10).fill(plain('x')) },
    ];
    expect(await api('chat.postMessage', { channel: CHANNEL, blocks: full })).toMatchObject({ ok: true });
  });

  it('counts blocks, tells equal block IDs, and weighs all texts together', async () => {
    const send = (blocks: unknown[]) => api('chat.postMessage', { channel: CHANNEL, text: 'x', blocks });
    expect(await send(Array(50).fill({ type: 'divider' }))).toMatchObject({ ok: true });
    expect(await send(Array(51).fill({ type: 'divider' }))).toMatchObject({ error: 'invalid_blocks' });
    expect(await send(Array(2).fill({ type: 'divider', block_id: 'same' }))).toMatchObject({
      errors: ['`block_id` "same" already exists [json-pointer:/blocks/1/block_id]'],
    });
    expect(await send(Array(5).fill(section(long(3000))))).toMatchObject({ error: 'msg_blocks_too_long' });
  });

  const ask = { type: 'input', label: plain('Why'), element: { type: 'plain_text_input', action_id: 'why' } };
  it.each([
    ['title', modal([section('x')], { title: plain(long(25)) }), '/view/title/text'],
    ['submit', modal([section('x')], { submit: plain(long(25)) }), '/view/submit/text'],
    ['private_metadata', modal([section('x')], { private_metadata: long(3001) }), '/view/private_metadata'],
    ['number of blocks', modal(Array(101).fill(section('x'))), '/view/blocks'],
    ['input without a button to send it', modal([ask]), '/view'],
    ['extra property', modal([section('x')], { channel: 'x' }), '/view'],
  ])('refuses a modal for its %s', async (_, view, pointer) => {
    const answer = await api('views.open', { trigger_id: '1.2.abc', view });
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(list(answer, 'response_metadata', 'messages').join()).toContain(`[json-pointer:${pointer}]`);
  });
});

describe('Slack having a bad day', () => {
  it('counts posts a channel once a limit is set, and says when to come again', async () => {
    await control('POST', '/_sim/settings', { rateLimits: [{ perSecond: 1, burst: 2 }] });
    const send = (channel: string) => call('POST', '/api/chat.postMessage', { channel, text: 'x' });
    expect([(await send(CHANNEL)).status, (await send(CHANNEL)).status]).toEqual([200, 200]);
    const third = await send(CHANNEL);
    expect(third).toMatchObject({ status: 429, body: { ok: false, error: 'ratelimited' } });
    expect(third.headers.get('retry-after')).toBe('1');
    expect((await send('data-platform')).status).toBe(200);
    await control('POST', '/_sim/clock', { advanceSeconds: 1 });
    expect((await send(CHANNEL)).status).toBe(200);
  });

  it('is down for as long as told, does nothing meanwhile, and lists what was tried', async () => {
    await control('POST', '/_sim/down', { seconds: 3600, path: '/api' });
    expect((await call('POST', '/api/chat.postMessage', { channel: CHANNEL, text: 'x' })).status).toBe(503);
    await control('POST', '/_sim/clock', { advanceSeconds: 3600 });
    expect(await messages()).toEqual([]);
    await post();
    const { body } = await control('GET', '/_sim/requests?path=/api/chat.postMessage');
    expect(list(body, 'items')).toMatchObject([{ status: 503 }, { status: 200 }]);
    expect(JSON.stringify(body)).not.toContain('xoxb-sim');
  });

  it('does the work and then loses the answer, when a fault says so', async () => {
    const fault = { method: 'POST', path: '/api/chat.postMessage', status: 500, applyFirst: true };
    await control('POST', '/_sim/faults', fault);
    expect((await call('POST', '/api/chat.postMessage', { channel: CHANNEL, text: 'x' })).status).toBe(500);
    expect(await messages()).toHaveLength(1);
  });
});
