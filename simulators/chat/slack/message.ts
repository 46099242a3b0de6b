// One message: what is kept of it, and how the Web API shows it.
import { APP_ID, BOT_ID, BOT_USER, TEAM } from './team';

export type Block = Record<string, unknown>;

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Record<string, unknown>;
}

export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly attachments: readonly unknown[];
  readonly metadata: Metadata | null;
}

export interface Message extends Content {
  readonly ts: string;
  readonly channel: string;
  /** Who wrote it: the bot, or a person. */
  readonly user: string;
  readonly thread_ts?: string;
  /** In the thread and in the channel. */
  readonly broadcast: boolean;
  /** Shown to this person alone, and in no history. */
  readonly onlyFor?: string;
  readonly editedTs?: string;
  readonly deleted: boolean;
  /** What it was before each change, oldest first. */
  readonly earlier: readonly Content[];
}

export function isOurs(message: Message): boolean {
  return message.user === BOT_USER;
}

/** A message object of the Web API. */
export function messageView(message: Message, options: { metadata?: boolean } = {}): Record<string, unknown> {
  const { ts, user, text, thread_ts, editedTs } = message;
  return {
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ...{ type: 'message', user, ts, text, team: TEAM.id },
    ...(isOurs(message) ? { bot_id: BOT_ID, app_id: APP_ID } : {}),
    ...(thread_ts === undefined ? {} : { thread_ts }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
    ...(editedTs === undefined ? {} : { edited: { user, ts: editedTs } }),
    ...(options.metadata === true && message.metadata !== null ? { metadata: message.metadata } : {}),
  };
}
