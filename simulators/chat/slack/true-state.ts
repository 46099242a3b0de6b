// What a test may see and no app can: every message as it truly is, and whom and where its words would reach.
import { isObject } from './block-kit/check';
import type { Message } from './message';
import type { View } from './views';
import { viewView } from './view-view';

export function trueMessage(message: Message): Record<string, unknown> {
  const { ts, channel, text, blocks, attachments, metadata, broadcast, deleted } = message;
  return {
    ...{ ts, channel, thread_ts: message.thread_ts ?? null, broadcast },
    ...{ by: message.user, ephemeral: message.onlyFor !== undefined, user: message.onlyFor ?? null },
    ...{ text, blocks, attachments, metadata, deleted },
    ...{ edited: message.earlier.length, mentions: mentionsIn(message), links: linksIn(message) },
  };
}

export function trueView(view: View): Record<string, unknown> {
  const { user, open, errors } = view;
  return { ...viewView(view), user, open, errors };
}

/** Whom Slack would notify: `!here`, `@U…`, `!subteam^S…`. Plain text mentions nobody. */
function mentionsIn(message: Message): string[] {
  return found(message, /<(!(?:here|channel|everyone)|!subteam\^\w+|@[UW]\w+)(?:\|[^>]*)?>/g);
}

/** Where marked-up links lead. */
function linksIn(message: Message): string[] {
  return found(message, /<((?:https?|mailto|tel):[^|>]+)(?:\|[^>]*)?>/g);
}

function found({ text, blocks, attachments }: Message, pattern: RegExp): string[] {
  const texts = [text, ...markedUp(blocks), ...markedUp(attachments)];
  return texts.flatMap((one) => [...one.matchAll(pattern)].map((match) => match[1] ?? ''));
}

function markedUp(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(markedUp);
  if (!isObject(value)) return [];
  if (value['type'] === 'mrkdwn' && typeof value['text'] === 'string') return [value['text']];
  return Object.values(value).flatMap(markedUp);
}
