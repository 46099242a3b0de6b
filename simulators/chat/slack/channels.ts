// The conversations of the simulated workspace: channels, and direct messages that appear when somebody is written to.
import { z } from 'zod';
import type { People } from './people';
import { BOT_USER } from './team';

export const channelSpec = z.strictObject({
  id: z.string().regex(/^[CG][A-Z0-9]+$/, 'a channel ID begins with C or G, in capitals and digits'),
  name: z.string().min(1),
  is_private: z.boolean().default(false),
  is_archived: z.boolean().default(false),
  /** Whether the bot is in it; it may not post where it is not. */
  is_member: z.boolean().default(true),
});

export interface Channel extends z.infer<typeof channelSpec> {
  /** The person a direct message is with. */
  readonly user?: string;
}

const PRESENT: readonly z.input<typeof channelSpec>[] = [
  { id: 'C0SIMINCIDENTS', name: 'incidents' },
  { id: 'C0SIMDATA', name: 'data-platform' },
  { id: 'C0SIMELSEWHERE', name: 'elsewhere', is_member: false },
];

export class Channels {
  private readonly byId = new Map<string, Channel>();

  constructor(private readonly people: People) {
    this.reset();
  }

  reset(): void {
    this.byId.clear();
    for (const channel of PRESENT) this.put(channelSpec.parse(channel));
  }

  put(channel: Channel): void {
    this.byId.set(channel.id, channel);
  }

  list(): Channel[] {
    return [...this.byId.values()];
  }

  get(id: string): Channel | undefined {
    return this.byId.get(id);
  }

  /** Where `chat.postMessage` may write: an ID, a name with or without `#`, or a person. */
  addressed(to: string): Channel | undefined {
    const name = to.replace(/^#/, '');
    return (
      this.get(to) ??
      this.list().find((one) => one.user === undefined && one.name === name) ??
      this.direct(to)
    );
  }

  /** The direct message with a person; the same one every time. */
  direct(userId: string): Channel | undefined {
    if (userId === BOT_USER || this.people.get(userId) === undefined) return undefined;
    const id = `D${userId.slice(1)}`;
    const there = this.get(id);
    if (there !== undefined) return there;
    const opened = { id, name: 'directmessage', user: userId };
    const channel = { ...opened, is_private: true, is_archived: false, is_member: true };
    this.put(channel);
    return channel;
  }
}

/** A conversation object of the Web API. */
export function channelView(channel: Channel): Record<string, unknown> {
  const { id, name, user, is_private, is_archived, is_member } = channel;
  if (user !== undefined) return { id, created: 1_767_225_600, is_im: true, is_archived, user };
  return {
    ...{ id, name, name_normalized: name, is_private, is_archived, is_member },
    ...{ is_channel: !is_private, is_group: is_private, is_im: false, is_mpim: false, is_general: false },
    created: 1_767_225_600,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
