// The Bot Framework connector as far as a card needs it: post, edit, answer below.
import { z } from 'zod';
import type { TeamsBotSettings } from '../../domain/notice/surfaces';
import { OpError } from '../../domain/op-error';
import { createAccountGate } from '../http/account-gate';
import { callJson, callPlain, type JsonApi } from '../http/json-caller';
import type { CardNode } from './card-parts';
import { createBotToken } from './token';

const Posted = z.object({ id: z.string().min(1) });
const Refusal = z.object({
  error: z.object({ code: z.string().optional(), message: z.string().optional() }),
});
/** Channels have threads; chats have none. */
const CHANNEL = /@thread\.(tacv2|skype)$/;

export interface TeamsBot {
  /** Answers the activity's ID. @throws OpError */
  post(conversation: string, title: string, card: CardNode): Promise<string>;
  /** @throws OpError */
  edit(conversation: string, activityId: string, title: string, card: CardNode): Promise<void>;
  /** Below the first message, where the conversation has threads. @throws OpError */
  reply(conversation: string, activityId: string, title: string, card: CardNode): Promise<void>;
}

export function createTeamsBot(
  settings: TeamsBotSettings,
  options: { timeoutMs: number; now(): Date },
): TeamsBot {
  const token = createBotToken(settings, options);
  const api: JsonApi = {
    ...{ name: 'Teams', baseUrl: settings.baseUrl, explain, now: options.now },
    ...{
      secrets: () => [settings.appPassword, ...token.current()],
      gate: createAccountGate('Teams', options),
    },
  };
  async function call<T>(send: (headers: Record<string, string>) => Promise<T>): Promise<T> {
    try {
      return await send({ authorization: `Bearer ${await token.get()}` });
    } catch (error) {
      if (error instanceof OpError && error.code === 'provider.unauthorized') token.forget();
      throw error;
    }
  }
  const once = { purpose: 'write', timeoutMs: options.timeoutMs } as const;
  return {
    post: (conversation, title, card) =>
      call(async (headers) => {
        const request = { ...once, headers, path: activities(conversation), body: messageOf(title, card) };
        return (await callJson(api, { ...request, method: 'POST', schema: Posted })).id;
      }),
    edit: (conversation, activityId, title, card) =>
      call(async (headers) => {
        const path = `${activities(conversation)}/${encodeURIComponent(activityId)}`;
        const body = { ...messageOf(title, card), id: activityId };
        await callPlain(api, { ...once, headers, method: 'PUT', path, body });
      }),
    reply: (conversation, activityId, title, card) =>
      call(async (headers) => {
        const thread = CHANNEL.test(conversation) ? `${conversation};messageid=${activityId}` : conversation;
        const body = { ...messageOf(title, card), replyToId: activityId };
        await callPlain(api, { ...once, headers, method: 'POST', path: activities(thread), body });
      }),
  };
}

/** `summary` is what notifications and the list of chats show. */
export function messageOf(summary: string, content: CardNode) {
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return { type: 'message', summary, attachments: [attachment] };
}

function activities(conversation: string): string {
  return `/v3/conversations/${encodeURIComponent(conversation)}/activities`;
}

function explain(body: unknown) {
  const said = Refusal.safeParse(body);
  if (!said.success) return {};
  const { code, message } = said.data.error;
  return {
    ...(code !== undefined && { code }),
    message: [code, message].filter((part) => part !== undefined).join(': '),
  };
}
