// The world of workflow tests with a Slack in it: the chat simulator, our API that it calls, and people with identities.
import pino from 'pino';
import { z } from 'zod';
import type { AccountDoor } from '../../client/account-door';
import type { Incident } from '../../domain/incident';
import { startIngress } from '../../ingress/server';
import { openSlack } from '../../ingress/slack/open';
import { startChatSimulator } from '../../simulators/chat/simulator';
import { composeNotices, identitiesOf } from '../../workers/compose-notices';
import { composeSurfaces } from '../../workers/compose-surfaces';
import { memoryTokens } from '../unit/ingress/memory-tokens';
import { memoryDelegations, memoryModes } from '../unit/ingress/world';
import { startWorld, type OpenCase, type World } from './world';

const CHANNEL = 'C0SIMINCIDENTS';

/** People of the shipped configuration, as the simulator knows them; Eve is nobody to Penstock, Vic may only look. */
export const [ADA, BO, EVE, VIC] = ['U0SIMADA', 'U0SIMBO', 'U0SIMEVE', 'U0SIMVIC'] as const;

const Message = z.object({
  ts: z.string(),
  thread_ts: z.string().nullish(),
  text: z.string(),
  blocks: z.array(z.unknown()).nullish(),
  edited: z.unknown(),
  ephemeral: z.boolean().nullish(),
  user: z.string().nullish(),
  mentions: z.array(z.string()).nullish(),
  metadata: z.unknown(),
});
export type Message = z.output<typeof Message>;

export interface ChatWorld extends World {
  chatUrl: string;
  /** Everything in the channel, in the order in which it was said. */
  messages(): Promise<z.output<typeof Message>[]>;
  /** The one card of an incident, once it says so; fails with what it says at the deadline. */
  card(incidentId: string, says?: (card: Message) => boolean): Promise<Message>;
  /** What the thread of a card says, once it does. */
  thread(card: Message, says: string): Promise<string>;
  /** An act of a person in the simulator; answers what Slack got from us. */
  act(what: 'click' | 'submit' | 'command' | 'replay', body: Record<string, unknown>): Promise<Acted>;
  control(path: string, body: Record<string, unknown>): Promise<unknown>;
  /** The newest open dialog of a person. */
  dialog(user: string): Promise<string>;
}

const Acted = z.looseObject({ status: z.number().nullish(), ackMs: z.number().nullish(), body: z.unknown() });
export type Acted = z.output<typeof Acted>;

export async function startChatWorld(): Promise<ChatWorld> {
  const chat = await startChatSimulator({});
  const environment = {
    SLACK_BOT_TOKEN: 'xoxb-sim',
    SLACK_SIGNING_SECRET: 'sim-signing-secret',
    SLACK_API_URL: `${chat.url}/api/`,
    SLACK_CHANNEL: CHANNEL,
  };
  const world = await startWorld(async ({ client, store, config }) => {
    config.people.push({
      ...{ id: 'vic', name: 'Vic', role: 'viewer', groups: [], identities: { slack: VIC } },
    });
    const configFolder = 'config';
    const people = identitiesOf(config.people);
    return composeNotices({
      ...{ configFolder, client, reader: store.reader, posts: store, links: {} },
      surfaces: await composeSurfaces({ environment, configFolder, identityOf: people }),
    });
  });
  const slack = openSlack(environment);
  const nobody = () => Promise.reject(new Error('no provider is asked here'));
  const provider: AccountDoor = {
    ...{ survey: nobody, lookAt: nobody, diagnose: nobody, webhooks: nobody },
    ...{ sweepNow: nobody, requestChange: nobody },
  };
  const { store, config } = world;
  const api = await startIngress({
    ...{ host: '127.0.0.1', port: 0, accounts: [], people: config.people, tokens: [] },
    ...{ incidents: world.incidents, reader: store.reader, provider, freezes: [] },
    ...{
      surroundings: store,
      auditLog: store,
      records: store,
      modes: memoryModes(),
      delegations: memoryDelegations(),
      tokenStore: memoryTokens(),
    },
    connections: { list: () => Promise.resolve({ items: [], nextCursor: null }) },
    brakes: { standing: () => Promise.resolve([]), apply: nobody, lift: nobody },
    policy: { policies: config.policies, hash: config.hashes.policies },
    ...(slack && { slack }),
    logger: pino({ level: 'silent' }),
  });
  const post = async (path: string, body: Record<string, unknown>): Promise<unknown> => {
    const answer = await fetch(`${chat.url}/_sim${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    const parsed: unknown = text === '' ? null : JSON.parse(text);
    return parsed;
  };
  const get = async (path: string): Promise<unknown> => (await fetch(`${chat.url}/_sim${path}`)).json();
  await post('/settings', {
    interactivityUrl: `${api.url}/slack/interactions`,
    commandsUrl: `${api.url}/slack/commands`,
    signingSecret: 'sim-signing-secret',
  });
  await post('/users', { id: VIC, name: 'vic', real_name: 'Vic', email: 'vic@example.com' });
  const messages = async () =>
    z.object({ items: z.array(Message) }).parse(await get(`/messages?channel=${CHANNEL}`)).items;
  return {
    ...world,
    chatUrl: chat.url,
    messages,
    async card(incidentId, says = () => true) {
      const deadline = Date.now() + 25_000;
      for (;;) {
        const cards = (await messages()).filter(
          (one) => !one.thread_ts && JSON.stringify(one.metadata ?? '').includes(incidentId),
        );
        const [card] = cards;
        if (cards.length > 1) throw new Error(`${cards.length} cards of one incident`);
        if (card && says(card)) return card;
        if (Date.now() > deadline) throw new Error(`not in time; the card says: ${textOf(card)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async thread(card, says) {
      const deadline = Date.now() + 25_000;
      for (;;) {
        const said = (await messages()).filter((one) => one.thread_ts === card.ts).map((one) => one.text);
        const text = said.join('\n');
        if (text.includes(says)) return text;
        if (Date.now() > deadline) throw new Error(`not in time; the thread says: ${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    act: async (what, body) =>
      Acted.parse(
        await post(`/${what}`, what === 'click' || what === 'command' ? { channel: CHANNEL, ...body } : body),
      ),
    control: post,
    async dialog(user) {
      const Views = z.object({
        items: z.array(z.looseObject({ id: z.string(), user: z.string().nullish(), open: z.boolean() })),
      });
      const { items } = Views.parse(await get('/views'));
      const view = items.filter((one) => one.open).at(-1);
      if (!view) throw new Error(`no dialog is open for ${user}`);
      return view.id;
    },
    async stop() {
      await api.close();
      await world.stop();
      await chat.close();
    },
  };
}

/** Everything that a message shows, as text. */
export function textOf(message: Message | undefined): string {
  return message ? `${message.text} ${JSON.stringify(message.blocks ?? [])}` : 'nothing';
}

export const is = (status: Incident['status']) => (incident: Incident) => incident.status === status;

export async function waiting(found: OpenCase): Promise<Incident> {
  return found.until(is('awaiting_approval'));
}
