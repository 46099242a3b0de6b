// The world of workflow tests with a Slack in it: the chat simulator, our API that it calls, and people with identities.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import type { AccountDoor } from '../../client/account-door';
import type { Incident } from '../../domain/incident';
import { startIngress } from '../../ingress/server';
import { openSlack } from '../../ingress/slack/open';
import { openTickets } from '../../ingress/tickets/open';
import { surfaceSettings } from '../../integrations/config-files/surface-settings';
import { startChatSimulator } from '../../simulators/chat/simulator';
import { composeNotices, identitiesOf } from '../../workers/compose-notices';
import { composeSurfaces } from '../../workers/compose-surfaces';
import { memoryTokens } from '../unit/ingress/memory-tokens';
import { memoryDelegations, memoryModes } from '../unit/ingress/world';
import { temporaryFolder } from '../unit/temporary-folder';
import { startWorld, type OpenCase, type World } from './world';

const CHANNEL = 'C0SIMINCIDENTS';
const JIRA_SECRET = 'sim-jira-webhook-secret';

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
  /** What stands at a system of the simulator: `jira`, … */
  items(system: string): Promise<unknown[]>;
  /** The newest open dialog of a person. */
  dialog(user: string): Promise<string>;
}

const Acted = z.looseObject({ status: z.number().nullish(), ackMs: z.number().nullish(), body: z.unknown() });
export type Acted = z.output<typeof Acted>;

/** What Jira calls the same people. */
export const AT_JIRA = { ada: 'ada-at-jira', bo: 'bo-at-jira', eve: 'eve-at-jira' } as const;

/**
 * @param options.jira incidents are tickets in Jira too, where moving one is a decision
 * @param options.socket Slack reaches us over Socket Mode alone
 */
export async function startChatWorld(
  options: { jira?: boolean; socket?: boolean; route?: Record<string, unknown> } = {},
): Promise<ChatWorld> {
  const chat = await startChatSimulator({});
  const environment = {
    SLACK_BOT_TOKEN: 'xoxb-sim',
    ...(options.socket ? { SLACK_APP_TOKEN: 'xapp-sim' } : { SLACK_SIGNING_SECRET: 'sim-signing-secret' }),
    SLACK_API_URL: `${chat.url}/api/`,
    SLACK_CHANNEL: CHANNEL,
    ...(options.jira && jiraAt(chat.url)),
  };
  const configFolder = temporaryFolder();
  mkdirSync(join(configFolder, 'routes'));
  writeFileSync(
    join(configFolder, 'routes', 'test.yaml'),
    JSON.stringify({
      ...{ apiVersion: 'penstock/v1', kind: 'Routes', metadata: { name: 'test' } },
      spec: { routes: [{ id: 'all', to: [{ surface: 'slack' }, { surface: 'jira' }], ...options.route }] },
    }),
  );
  let tickets: ReturnType<typeof openTickets>;
  const world = await startWorld(async ({ client, store, config }) => {
    config.people.push({
      ...{ id: 'vic', name: 'Vic', role: 'viewer', groups: [], identities: { slack: VIC } },
    });
    for (const person of config.people) {
      if (person.id === 'local-admin') person.identities = { ...person.identities, jira: AT_JIRA.ada };
      if (person.id === 'local-approver') person.identities = { ...person.identities, jira: AT_JIRA.bo };
    }
    const people = identitiesOf(config.people);
    const notices = await composeNotices({
      ...{ configFolder, client, reader: store.reader, posts: store, links: {} },
      surfaces: await composeSurfaces({ environment, configFolder, identityOf: people }),
    });
    tickets = openTickets(await surfaceSettings({ environment, configFolder }), {
      ...{ routes: notices.routes, posts: store },
    });
    return notices;
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
    ...(tickets && { tickets }),
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
    delivery: options.socket ? 'socket' : 'http',
  });
  await post('/users', { id: VIC, name: 'vic', real_name: 'Vic', email: 'vic@example.com' });
  if (options.jira) await post('/jira/webhook', { url: `${api.url}/webhooks/jira`, secret: JIRA_SECRET });
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
          (one) => /penstock_incident/.test(marks(one)) && marks(one).includes(incidentId),
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
    items: async (system) => z.object({ items: z.array(z.unknown()) }).parse(await get(`/${system}`)).items,
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

function jiraAt(url: string): Record<string, string> {
  return {
    ...{ JIRA_BASE_URL: url, JIRA_EMAIL: 'penstock@sim.example', JIRA_API_TOKEN: 'sim-jira-token' },
    ...{ JIRA_PROJECT: 'DATA', JIRA_WEBHOOK_SECRET: JIRA_SECRET },
  };
}

function marks({ metadata }: Message): string {
  return JSON.stringify(metadata ?? '');
}

/** Everything that a message shows, as text. */
export function textOf(message: Message | undefined): string {
  return message ? `${message.text} ${JSON.stringify(message.blocks ?? [])}` : 'nothing';
}

export const is = (status: Incident['status']) => (incident: Incident) => incident.status === status;

export async function waiting(found: OpenCase): Promise<Incident> {
  return found.until(is('awaiting_approval'));
}
