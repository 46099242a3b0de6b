import fc from 'fast-check';
import {
  readCommand,
  readInteraction,
  readPayload,
  type SlackRequest,
  type SlackWish,
} from '../../../../integrations/slack/interactivity';
import { ACTIONS, DIALOGS, FIELDS, readValue, writeValue } from '../../../../integrations/slack/vocabulary';

const ON = { incidentId: 'inc-0a1b2c3d', planHash: 'c0ffee' };
const VALUE = writeValue(ON);
const USER = { id: 'U012AB3CD', username: 'ada' };

const pressed = (action: object, more: object = {}) =>
  readPayload({
    ...{ type: 'block_actions', user: USER, trigger_id: 't1', response_url: 'https://hooks.slack.com/r' },
    ...{ actions: [{ action_ts: '1.5', value: VALUE, ...action }], ...more },
  });
const submitted = (callback_id: string, values: object, private_metadata = VALUE) =>
  readPayload({
    ...{ type: 'view_submission', user: USER },
    view: { id: 'V1', callback_id, private_metadata, state: { values } },
  });
const wishIn = (request: SlackRequest): SlackWish['kind'] | 'malformed' =>
  'malformed' in request ? 'malformed' : request.wish.kind;

describe('a button', () => {
  it('to approve names who pressed it, on which plan, and is the same act when Slack tells it again', () => {
    const request = pressed({ action_id: ACTIONS.approve });
    expect(request).toEqual({
      actor: { userId: 'U012AB3CD', userName: 'ada', responseUrl: 'https://hooks.slack.com/r' },
      wish: { kind: 'approve', on: ON, actId: 'slack/U012AB3CD/penstock.approve/1.5' },
    });
    expect(pressed({ action_id: ACTIONS.approve })).toEqual(request);
    expect(pressed({ action_id: ACTIONS.approve, action_ts: '1.6' })).not.toEqual(request);
  });

  it.each([
    [ACTIONS.reject, { kind: 'ask', dialog: 'reject', on: ON, triggerId: 't1' }],
    [ACTIONS.change, { kind: 'ask', dialog: 'change', on: ON, triggerId: 't1' }],
    [ACTIONS.handback, { kind: 'handback', on: ON, actId: 'slack/U012AB3CD/penstock.handback/1.5' }],
    [ACTIONS.open, { kind: 'nothing', why: 'this button only opens a page' }],
    ['another.app', { kind: 'nothing', why: 'this button only opens a page' }],
  ])('%s means %j', (action_id, wish) => {
    expect(pressed({ action_id })).toMatchObject({ wish });
  });

  it('that is not one of ours does nothing, whatever it is called', () => {
    for (const value of ['', 'inc-0a1b2c3d', `${VALUE}x!`, 'inc-0a1b2c3d:C0FFEE', '../inc-0a1b2c3d:c0ffee'])
      expect(wishIn(pressed({ action_id: ACTIONS.approve, value }))).toBe('nothing');
  });
});

describe('a menu', () => {
  const chosen = (value: string | null) =>
    pressed({ action_id: ACTIONS.snooze, selected_option: value === null ? null : { value } });

  it('snoozes for as long as was picked', () => {
    const actId = 'slack/U012AB3CD/penstock.snooze/1.5';
    expect(chosen(`4h:${VALUE}`)).toMatchObject({ wish: { kind: 'snooze', on: ON, choice: '4h', actId } });
  });

  it.each([[`9h:${VALUE}`], ['4h:nothing'], ['4h'], [null]])('with %j does nothing', (value) => {
    expect(wishIn(chosen(value))).toBe('nothing');
  });
});

describe('a dialog', () => {
  const actId = 'slack/U012AB3CD/V1';
  const reason = (value: string | null) => ({ [FIELDS.reason]: { [FIELDS.reason]: { value } } });
  const option = { [FIELDS.option]: { [FIELDS.option]: { selected_option: { value: 'resync' } } } };

  it('rejects with its reason, and with none where none was given', () => {
    expect(submitted(DIALOGS.reject, reason(' not tonight '))).toMatchObject({
      wish: { kind: 'reject', on: ON, reason: 'not tonight', actId },
    });
    expect(submitted(DIALOGS.reject, reason(null))).toMatchObject({ wish: { kind: 'reject', reason: '' } });
  });

  it('approves an alternative', () => {
    const why = submitted(DIALOGS.change, { ...option, ...reason('safer') });
    expect(why).toMatchObject({
      wish: { kind: 'approve', on: ON, optionId: 'resync', reason: 'safer', actId },
    });
    expect(submitted(DIALOGS.change, option)).toMatchObject({
      wish: { kind: 'approve', on: ON, optionId: 'resync', actId },
    });
  });

  it('does nothing without a choice, of another app, or about no incident', () => {
    expect(wishIn(submitted(DIALOGS.change, reason('safer')))).toBe('nothing');
    expect(wishIn(submitted('another', { ...option, ...reason('x') }))).toBe('nothing');
    expect(wishIn(submitted(DIALOGS.reject, reason('x'), 'nonsense'))).toBe('nothing');
  });
});

describe('what Slack posts', () => {
  const form = (payload: unknown) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

  it('is a form whose one field holds JSON', () => {
    const payload = { type: 'message_action', user: USER };
    expect(readInteraction(form(payload))).toEqual({
      actor: { userId: 'U012AB3CD', userName: 'ada', responseUrl: null },
      wish: { kind: 'nothing', why: 'message_action means nothing here' },
    });
    expect(readInteraction('payload=%7B')).toEqual({ malformed: '"payload" is not JSON' });
    expect(readInteraction('token=x')).toEqual({ malformed: 'the body has no field "payload"' });
    expect(wishIn(readInteraction(form({ type: 'block_actions' })))).toBe('malformed');
  });

  it('for a command is a form with the words behind it', () => {
    const response_url = 'https://hooks.slack.com/commands/1/2';
    const sent = {
      user_id: 'U1',
      user_name: 'ada',
      command: '/penstock',
      text: ' approve inc-1 ',
      response_url,
    };
    expect(readCommand(new URLSearchParams(sent).toString())).toEqual({
      actor: { userId: 'U1', userName: 'ada', responseUrl: response_url },
      wish: { kind: 'command', text: 'approve inc-1' },
    });
    expect(wishIn(readCommand('text=approve'))).toBe('malformed');
  });

  it('never breaks the reader, and never decides unless it is one of our buttons', () => {
    const deciding = ['approve', 'reject', 'snooze', 'handback', 'ask'];
    const loose = fc.record(
      {
        type: fc.constantFrom('block_actions', 'view_submission', 'shortcut'),
        user: fc.oneof(fc.constant(USER), fc.jsonValue()),
        trigger_id: fc.oneof(fc.string(), fc.jsonValue()),
        actions: fc.oneof(
          fc.jsonValue(),
          fc.array(fc.record({ action_id: fc.constantFrom(...Object.values(ACTIONS)), value: fc.string() })),
        ),
        view: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(loose, fc.jsonValue()), (payload) => {
        expect(deciding).not.toContain(wishIn(readInteraction(form(payload))));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.string(), (body) => void [wishIn(readInteraction(body)), wishIn(readCommand(body))]),
    );
  });
});

it('what a button stands for is read as it was written', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{8}$/), fc.stringMatching(/^[0-9a-f]{0,64}$/), (id, planHash) => {
      const value = { incidentId: `inc-${id}`, planHash };
      expect(readValue(writeValue(value))).toEqual(value);
    }),
  );
});
