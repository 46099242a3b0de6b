// What people do in Slack (buttons, menus, dialogs, slash commands), read as what they want of which incident.
import { z } from 'zod';
import {
  ACTIONS,
  DIALOGS,
  FIELDS,
  SNOOZES,
  readValue,
  type CardValue,
  type SnoozeChoice,
} from './vocabulary';

/** Who acts, and where a private answer can be left (five times within half an hour). */
export interface SlackActor {
  userId: string;
  userName: string;
  responseUrl: string | null;
}

export type SlackWish =
  | { kind: 'approve'; on: CardValue; optionId?: string; reason?: string; actId: string }
  | { kind: 'reject'; on: CardValue; reason: string; actId: string }
  /** A dialog has to be opened within three seconds. */
  | { kind: 'ask'; dialog: 'reject' | 'change'; on: CardValue; triggerId: string }
  | { kind: 'snooze'; on: CardValue; choice: SnoozeChoice; actId: string }
  | { kind: 'handback'; on: CardValue; actId: string }
  | { kind: 'command'; text: string }
  | { kind: 'nothing'; why: string };

export type SlackRequest = { actor: SlackActor; wish: SlackWish } | { malformed: string };

const User = z.object({ id: z.string(), username: z.string().optional(), name: z.string().optional() });

const BlockActions = z.object({
  type: z.literal('block_actions'),
  user: User,
  trigger_id: z.string(),
  response_url: z.url().optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().default(''),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  user: User,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({
            value: z.string().nullish(),
            selected_option: z.object({ value: z.string() }).nullish(),
          }),
        ),
      ),
    }),
  }),
});

const Other = z.object({ type: z.string(), user: User });

const Command = z.object({
  user_id: z.string(),
  user_name: z.string().default(''),
  text: z.string().default(''),
  response_url: z.url().optional(),
});

/** The form that Slack posts to the interactivity URL: one field `payload` holding JSON. */
export function readInteraction(body: string): SlackRequest {
  const payload = new URLSearchParams(body).get('payload');
  if (payload === null) return { malformed: 'the body has no field "payload"' };
  try {
    return readPayload(JSON.parse(payload));
  } catch {
    return { malformed: '"payload" is not JSON' };
  }
}

/** The same, already parsed, as Socket Mode gives it. */
export function readPayload(payload: unknown): SlackRequest {
  const acted = BlockActions.safeParse(payload);
  if (acted.success) return { actor: actorOf(acted.data), wish: wishOf(acted.data) };
  const submitted = ViewSubmission.safeParse(payload);
  if (submitted.success) return { actor: actorOf(submitted.data), wish: submittedWish(submitted.data) };
  const other = Other.safeParse(payload);
  if (!other.success) return { malformed: '"payload" has an unexpected shape' };
  return {
    actor: actorOf(other.data),
    wish: { kind: 'nothing', why: `${other.data.type} means nothing here` },
  };
}

/** The form that Slack posts for a slash command. */
export function readCommand(body: string): SlackRequest {
  return readCommandFields(Object.fromEntries(new URLSearchParams(body)));
}

/** The same, already parsed, as Socket Mode gives it. */
export function readCommandFields(fields: unknown): SlackRequest {
  const command = Command.safeParse(fields);
  if (!command.success) return { malformed: 'this is no slash command' };
  const { user_id: userId, user_name: userName, text, response_url } = command.data;
  return {
    actor: { userId, userName, responseUrl: response_url ?? null },
    wish: { kind: 'command', text: text.trim() },
  };
}

function actorOf({ user, response_url }: { user: z.output<typeof User>; response_url?: string | undefined }) {
  const userName = user.username ?? user.name ?? user.id;
  return { userId: user.id, userName, responseUrl: response_url ?? null };
}

function wishOf({ actions, trigger_id: triggerId, user }: z.output<typeof BlockActions>): SlackWish {
  const [action] = actions;
  if (!action) return { kind: 'nothing', why: 'nothing was pressed' };
  const { action_id, value = '', selected_option: selected, action_ts } = action;
  const actId = `slack/${user.id}/${action_id}/${action_ts}`;
  if (action_id === ACTIONS.snooze) return snoozeWish(selected?.value ?? '', actId);
  const on = readValue(value);
  if (!on) return { kind: 'nothing', why: 'this button is not one of ours' };
  switch (action_id) {
    case ACTIONS.approve:
      return { kind: 'approve', on, actId };
    case ACTIONS.reject:
      return { kind: 'ask', dialog: 'reject', on, triggerId };
    case ACTIONS.change:
      return { kind: 'ask', dialog: 'change', on, triggerId };
    case ACTIONS.handback:
      return { kind: 'handback', on, actId };
    default:
      return { kind: 'nothing', why: 'this button only opens a page' };
  }
}

function snoozeWish(value: string, actId: string): SlackWish {
  const split = value.indexOf(':');
  const choice = SNOOZES.find((one) => one.value === value.slice(0, split))?.value;
  const on = readValue(value.slice(split + 1));
  if (!choice || !on) return { kind: 'nothing', why: 'this menu is not one of ours' };
  return { kind: 'snooze', on, choice, actId };
}

function submittedWish({ view, user }: z.output<typeof ViewSubmission>): SlackWish {
  const on = readValue(view.private_metadata);
  if (!on) return { kind: 'nothing', why: 'this dialog is not one of ours' };
  const actId = `slack/${user.id}/${view.id}`;
  const field = (name: string) => view.state.values[name]?.[name];
  const reason = field(FIELDS.reason)?.value?.trim() ?? '';
  if (view.callback_id === DIALOGS.reject) return { kind: 'reject', on, reason, actId };
  const optionId = field(FIELDS.option)?.selected_option?.value;
  if (view.callback_id !== DIALOGS.change || optionId === undefined)
    return { kind: 'nothing', why: 'this dialog is not one of ours' };
  return { kind: 'approve', on, optionId, ...(reason === '' ? {} : { reason }), actId };
}
