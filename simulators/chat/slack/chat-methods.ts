// `chat.*`: writing, changing and taking back messages.
import type { Arguments } from './arguments';
import type { Channel } from './channels';
import { NO_TEXT, saidIn } from './content';
import { isOurs, messageView, type Message } from './message';
import type { Methods } from './method';
import { Refusal } from './refusal';
import { BOT_USER } from './team';
import type { Workspace } from './workspace';

const TS = /^\d{10}\.\d{6}$/;

export const CHAT_METHODS: Methods = {
  'chat.postMessage': (workspace, args) => {
    const channel = writable(workspace.channels.addressed(args.needed('channel')));
    const { text = NO_TEXT, blocks = [], attachments = [], metadata = null } = said(workspace, args, 'post');
    const thread_ts = threadOf(workspace, channel, args.text('thread_ts'));
    const message = workspace.book.add({
      ...{ channel: channel.id, user: BOT_USER, text, blocks, attachments, metadata },
      ...(thread_ts === undefined ? {} : { thread_ts, broadcast: args.flag('reply_broadcast') }),
    });
    return { channel: channel.id, ts: message.ts, message: messageView(message, { metadata: true }) };
  },

  'chat.update': (workspace, args) => {
    const channel = known(workspace.channels.get(args.needed('channel')));
    const message = ours(workspace, channel, args.needed('ts'));
    const content = said(workspace, args, 'update');
    // Text alone takes the place of blocks; text beside blocks is for notifications, and marks no edit.
    const instead = content.blocks === undefined && content.text !== undefined ? { blocks: [] } : {};
    const changed = workspace.book.change(message, { ...content, ...instead }, content.blocks === undefined);
    const { ts, text } = changed;
    return { channel: channel.id, ts, text, message: messageView(changed, { metadata: true }) };
  },

  'chat.delete': (workspace, args) => {
    const channel = known(workspace.channels.get(args.needed('channel')));
    const message = ours(workspace, channel, args.needed('ts'), 'cant_delete_message');
    workspace.book.remove(message);
    return { channel: channel.id, ts: message.ts };
  },

  'chat.postEphemeral': (workspace, args) => {
    const channel = writable(workspace.channels.addressed(args.needed('channel')));
    const user = args.needed('user');
    if (workspace.people.get(user) === undefined) throw new Refusal('user_not_found');
    const { text = NO_TEXT, blocks = [], attachments = [] } = said(workspace, args, 'post');
    const thread_ts = threadOf(workspace, channel, args.text('thread_ts'));
    const { ts } = workspace.book.add({
      ...{ channel: channel.id, user: BOT_USER, text, blocks, attachments, metadata: null, onlyFor: user },
      ...(thread_ts === undefined ? {} : { thread_ts }),
    });
    return { message_ts: ts };
  },

  'chat.getPermalink': (workspace, args) => {
    const channel = known(workspace.channels.get(args.needed('channel')));
    const ts = args.needed('message_ts');
    if (workspace.book.find(channel.id, ts) === undefined) throw new Refusal('message_not_found');
    const permalink = `${workspace.world.url}/archives/${channel.id}/p${ts.replace('.', '')}`;
    return { channel: channel.id, permalink };
  },
};

const said = ({ world }: Workspace, args: Arguments, act: 'post' | 'update') =>
  saidIn(args, world.random, act);

function known(channel: Channel | undefined): Channel {
  if (channel === undefined) throw new Refusal('channel_not_found');
  return channel;
}

function writable(channel: Channel | undefined): Channel {
  const found = known(channel);
  if (found.is_archived) throw new Refusal('is_archived');
  if (!found.is_member) throw new Refusal('not_in_channel');
  return found;
}

/** Replies to a reply go to the thread it is in. */
function threadOf(workspace: Workspace, channel: Channel, asked: string | undefined): string | undefined {
  if (asked === undefined) return undefined;
  if (!TS.test(asked)) throw new Refusal('invalid_thread_ts');
  const parent = workspace.book.find(channel.id, asked);
  if (parent === undefined || parent.onlyFor !== undefined) throw new Refusal('cannot_reply_to_message');
  return parent.thread_ts ?? parent.ts;
}

function ours(
  workspace: Workspace,
  channel: Channel,
  ts: string,
  otherwise = 'cant_update_message',
): Message {
  const message = workspace.book.find(channel.id, ts);
  if (message === undefined || message.onlyFor !== undefined) throw new Refusal('message_not_found');
  if (!isOurs(message)) throw new Refusal(otherwise);
  return message;
}
