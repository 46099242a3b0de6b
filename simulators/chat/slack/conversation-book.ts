// Every message that was ever posted, in order, with its changes. Timestamps are names: unique and ascending.
import type { Clock } from '../../engine/clock';
import type { Content, Message } from './message';

export type NewMessage = Content &
  Pick<Message, 'channel' | 'user'> &
  Partial<Pick<Message, 'thread_ts' | 'broadcast' | 'onlyFor'>>;

export class ConversationBook {
  private readonly messages = new Map<string, Message>();
  private lastMicros = 0;

  constructor(private readonly clock: Clock) {}

  reset(): void {
    this.messages.clear();
    this.lastMicros = 0;
  }

  /** Seconds and microseconds since 1970, each given once. */
  nextTs(): string {
    this.lastMicros = Math.max(this.lastMicros + 1, Math.floor(this.clock.now() * 1000));
    const seconds = Math.floor(this.lastMicros / 1e6);
    return `${seconds}.${String(this.lastMicros % 1e6).padStart(6, '0')}`;
  }

  add(fresh: NewMessage): Message {
    const message = { broadcast: false, ...fresh, ts: this.nextTs(), deleted: false, earlier: [] };
    this.messages.set(keyOf(message), message);
    return message;
  }

  /** Alive ones only. */
  find(channel: string, ts: string): Message | undefined {
    const message = this.messages.get(keyOf({ channel, ts }));
    return message?.deleted === true ? undefined : message;
  }

  /** Replaces the content; `marked` shows it as edited, as Slack does where text and not blocks were given. */
  change(message: Message, content: Partial<Content>, marked: boolean): Message {
    const { text, blocks, attachments, metadata } = message;
    const earlier = [...message.earlier, { text, blocks, attachments, metadata }];
    const changed = { ...message, ...content, earlier, ...(marked ? { editedTs: this.nextTs() } : {}) };
    this.messages.set(keyOf(message), changed);
    return changed;
  }

  remove(message: Message): void {
    this.messages.set(keyOf(message), { ...message, deleted: true });
  }

  /** All of a channel, oldest first: deleted and ephemeral ones too. */
  all(channel?: string): Message[] {
    return [...this.messages.values()].filter((one) => channel === undefined || one.channel === channel);
  }

  /** What everybody in the channel may see, oldest first. */
  visible(channel: string): Message[] {
    return this.all(channel).filter((one) => !one.deleted && one.onlyFor === undefined);
  }
}

function keyOf({ channel, ts }: { channel: string; ts: string }): string {
  return `${channel}/${ts}`;
}
