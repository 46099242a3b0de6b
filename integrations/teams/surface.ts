// Microsoft Teams: with a bot one card an incident, edited and answered; with a workflow's webhook a card a change.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { callOf } from '../../domain/notice/call';
import type { Notice, SurfaceMark } from '../../domain/notice/notice';
import type { TeamsBotSettings, TeamsSettings } from '../../domain/notice/surfaces';
import { isOver, titleOf } from '../../domain/notice/told';
import { OpError } from '../../domain/op-error';
import type { Surface } from '../../domain/ports';
import { createAccountGate } from '../http/account-gate';
import { secretsOfAddress } from '../http/address-secrets';
import { callPlain } from '../http/json-caller';
import { createTeamsBot, messageOf } from './bot';
import { callCard, cardOf, endCard } from './card';
import type { Mention } from './card-parts';

const MENTIONS_MAX = 10;
/** Lines kept on the card; earlier ones stand in the console. */
const LATEST_MAX = 5;
const LATEST_CHARS_MAX = 300;

interface Options {
  timeoutMs: number;
  now(): Date;
  /** Entra object ID or user principal name of a person, where one is known. */
  userOf(personId: string): string | undefined;
}

export function createTeamsSurface({ webhookUrl, bot }: TeamsSettings, options: Options): Surface {
  if (bot) return botSurface(bot, options);
  if (webhookUrl !== undefined) return webhookSurface(webhookUrl, options);
  throw new OpError('provider.rejected', {
    message: 'Teams needs `webhookUrl` or `bot` in config/surfaces.yaml',
  });
}

/** What a bot posted it cannot look for: a card whose answer was lost is posted again. */
function botSurface(settings: TeamsBotSettings, options: Options): Surface {
  const bot = createTeamsBot(settings, options);
  return {
    kind: 'teams',
    async show(notice, mark, again) {
      const { incident } = notice;
      const conversation = mark?.['conversation'] ?? notice.place ?? settings.conversation;
      const before = mark?.['activityId'];
      const { asked, people } = callOf(notice, mark?.['asked']);
      const called = mentionsOf(people, options);
      const latest = latestOf(notice, mark);
      const mentions = before === undefined ? called : [];
      const card = cardOf(incident, { answerable: true, latest, mentions });
      const digest = createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 16);
      const title = titleOf(incident);
      const activityId = before ?? (await bot.post(conversation, title, card));
      if (before !== undefined && (again || mark?.['digest'] !== digest))
        await bot.edit(conversation, activityId, title, card);
      // An edit rings nobody's bell: whoever must decide, and how it ended, are told below.
      if (before !== undefined && called.length > 0)
        await bot.reply(conversation, activityId, title, callCard(incident, called));
      const ended = isOver(incident) ? 'yes' : 'no';
      if (before !== undefined && ended === 'yes' && mark?.['ended'] !== 'yes')
        await bot.reply(conversation, activityId, title, endCard(incident));
      return { conversation, activityId, digest, asked, ended, latest: JSON.stringify(latest) };
    },
  };
}

/** Nothing can be edited there: a card is posted when the incident has come further, or somebody is called. */
function webhookSurface(url: string, options: Options): Surface {
  const gate = createAccountGate('Teams', options);
  // The address is itself the secret.
  const api = {
    name: 'Teams',
    baseUrl: url,
    secrets: () => secretsOfAddress(url),
    explain: () => ({}),
    now: options.now,
    gate,
  };
  return {
    kind: 'teams',
    async show(notice, mark) {
      const { incident } = notice;
      if (notice.place !== undefined)
        throw new OpError('provider.rejected', {
          message: `Teams posts through one webhook and knows no place "${notice.place}"; leave it out of the route, or set up a bot`,
        });
      const { asked, people } = callOf(notice, mark?.['asked']);
      const mentions = mentionsOf(people, options);
      const latest = latestOf(notice, mark);
      const stage = [incident.status, ...[...incident.flags].sort()].join(' ');
      if (mark?.['stage'] !== stage || people.length > 0) {
        const body = messageOf(titleOf(incident), cardOf(incident, { answerable: false, latest, mentions }));
        await callPlain(api, {
          ...{ purpose: 'write', method: 'POST', path: '', headers: {}, body, timeoutMs: options.timeoutMs },
        });
      }
      return { stage, asked, latest: JSON.stringify(latest) };
    },
  };
}

function mentionsOf(people: string[], { userOf }: Options): Mention[] {
  const known = people.flatMap((name) => {
    const id = userOf(name);
    return id === undefined ? [] : [{ id, name }];
  });
  return known.slice(0, MENTIONS_MAX);
}

const Latest = z.array(z.object({ key: z.string(), at: z.string(), text: z.string() })).catch([]);

/** The card itself tells the progress, so that a repeated call cannot tell it twice. */
function latestOf({ progress }: Notice, mark: SurfaceMark | null): z.output<typeof Latest> {
  if (mark === null) return [];
  const before = Latest.parse(parsed(mark['latest'] ?? '[]'));
  const known = new Set(before.map(({ key }) => key));
  const news = progress
    .filter(({ key }) => !known.has(key))
    .map(({ key, at, text }) => ({ key, at, text: text.slice(0, LATEST_CHARS_MAX) }));
  return [...before, ...news].slice(-LATEST_MAX);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return [];
  }
}
