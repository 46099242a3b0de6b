// `conversations.*`: what is in channels and threads, and which channels there are.
import type { Arguments } from './arguments';
import { channelView, type Channel } from './channels';
import { messageView, type Message } from './message';
import type { Methods } from './method';
import { pageOf } from './page';
import { Refusal } from './refusal';
import type { Workspace } from './workspace';

const PRESET = 100;
const MAX = 999;

export const CONVERSATION_METHODS: Methods = {
  'conversations.history': (workspace, args) => {
    const channel = readable(workspace, args);
    const all = workspace.book.visible(channel.id);
    const inChannel = all.filter((one) => one.thread_ts === undefined || one.broadcast);
    const { items, next } = pageOf(
      inChannel.filter(within(args)).reverse(),
      args.limit(PRESET, MAX),
      args.text('cursor'),
    );
    const messages = items.map((message) => shown(message, all, args));
    return {
      ...{ messages, has_more: next !== '', pin_count: 0 },
      ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
    };
  },

  'conversations.replies': (workspace, args) => {
    const channel = readable(workspace, args);
    const all = workspace.book.visible(channel.id);
    const asked = args.needed('ts');
    const one = all.find(({ ts }) => ts === asked);
    if (one === undefined) throw new Refusal('thread_not_found');
    const root = one.thread_ts ?? one.ts;
    const replies = all.filter(({ thread_ts }) => thread_ts === root).filter(within(args));
    const parent = all.filter(({ ts }) => ts === root);
    const { items, next } = pageOf([...parent, ...replies], args.limit(1000, 1000), args.text('cursor'));
    const messages = items.map((message) => shown(message, all, args));
    return { messages, has_more: next !== '', response_metadata: { next_cursor: next } };
  },

  'conversations.list': (workspace, args) => {
    const types = (args.text('types') ?? 'public_channel').split(',').map((word) => word.trim());
    const wanted = workspace.channels
      .list()
      .filter((one) => types.includes(typeOf(one)) && !(args.flag('exclude_archived') && one.is_archived));
    const { items, next } = pageOf(wanted, args.limit(PRESET, 1000), args.text('cursor'));
    return { channels: items.map(channelView), response_metadata: { next_cursor: next } };
  },

  'conversations.info': (workspace, args) => ({ channel: channelView(known(workspace, args)) }),

  'conversations.open': (workspace, args) => {
    const [user = '', ...others] = args.needed('users').split(',');
    if (others.length > 0) throw new Refusal('method_not_supported_for_channel_type');
    const channel = workspace.channels.direct(user.trim());
    if (channel === undefined) throw new Refusal('user_not_found');
    return { channel: { id: channel.id } };
  },
};

function typeOf({ user, is_private }: Channel): string {
  if (user !== undefined) return 'im';
  return is_private ? 'private_channel' : 'public_channel';
}

function known(workspace: Workspace, args: Arguments): Channel {
  const channel = workspace.channels.get(args.needed('channel'));
  if (channel === undefined) throw new Refusal('channel_not_found');
  return channel;
}

function readable(workspace: Workspace, args: Arguments): Channel {
  const channel = known(workspace, args);
  if (!channel.is_member) throw new Refusal('not_in_channel');
  return channel;
}

/** Between `oldest` and `latest`, the ends themselves only with `inclusive`. */
function within(args: Arguments): (message: Message) => boolean {
  const oldest = timestamp(args, 'oldest') ?? 0;
  const latest = timestamp(args, 'latest') ?? Number.POSITIVE_INFINITY;
  const inclusive = args.flag('inclusive');
  return ({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  };
}

function timestamp(args: Arguments, name: 'oldest' | 'latest'): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Refusal(`invalid_ts_${name}`);
  return Number(text);
}

/** A message with what its thread adds to it. */
function shown(message: Message, all: readonly Message[], args: Arguments): Record<string, unknown> {
  const view = messageView(message, { metadata: args.flag('include_all_metadata') });
  const replies = all.filter(({ thread_ts }) => thread_ts === message.ts);
  const latest = replies.at(-1);
  if (latest === undefined) return view;
  const users = [...new Set(replies.map(({ user }) => user))];
  return {
    ...{ ...view, thread_ts: message.ts, reply_count: replies.length, reply_users_count: users.length },
    ...{ latest_reply: latest.ts, reply_users: users, is_locked: false, subscribed: false },
  };
}
