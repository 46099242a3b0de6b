// Slack as a place where an incident is followed: one message edited in place, progress in its thread.
import type { WebClient } from '@slack/web-api';
import { callOf } from '../../domain/notice/call';
import type { Notice, SurfaceMark } from '../../domain/notice/notice';
import { OpError } from '../../domain/op-error';
import type { Surface } from '../../domain/ports';
import { slackCall, slackClient } from './api';
import { cardOf } from './card';
import type { SlackSettings } from './settings.schema';
import { digestMessage } from './digest-message';
import { METADATA } from './vocabulary';
import { cut, plain, withMoments } from './words';

const THREAD_TEXT_MAX = 3500;
const MENTIONS_MAX = 10;
/** How far back a message is looked for whose answer was lost. */
const LOOK_BACK = 100;
const NOT_SEARCHABLE: readonly OpError['code'][] = ['provider.not_found', 'provider.forbidden'];
/** A thread is read from its beginning; Slack gives no more at once. */
const REPLIES_MAX = 999;

/** A message, named as Slack names it. */
interface Place {
  channel: string;
  ts: string;
}

/** @param userOf Slack's ID of a person, where one is known */
export function createSlackSurface(
  settings: SlackSettings,
  options: { userOf(personId: string): string | undefined },
): Surface {
  const slack = slackClient(settings);
  return {
    kind: 'slack',
    async show(notice, mark, again) {
      const channel = notice.place ?? settings.channel;
      const call = callOf(notice, mark?.['asked']);
      const thread = mark?.['thread'] ?? notice.under?.['ts'];
      const at =
        (await edited(slack, notice, placeOf(mark))) ??
        (await posted(slack, notice, { channel: notice.under?.['channel'] ?? channel, thread }, again));
      const text = threadText(
        notice,
        mark === null,
        call.people.flatMap((person) => options.userOf(person) ?? []),
      );
      const key = notice.progress.at(-1)?.key ?? call.key;
      if (text !== '') await reply(slack, { channel: at.channel, ts: thread ?? at.ts }, key, text, again);
      return {
        channel: at.channel,
        ts: at.ts,
        asked: call.asked,
        ...(thread === undefined ? {} : { thread }),
      };
    },
    async digest(digest, place, again) {
      const channel = place ?? settings.channel;
      if (again && (await wasTold(slack, channel, digest.key))) return;
      await slackCall('chat.postMessage', () =>
        slack.chat.postMessage({
          ...{ channel, ...digestMessage(digest), unfurl_links: false, unfurl_media: false },
          metadata: { event_type: METADATA.digest, event_payload: { key: digest.key } },
        }),
      );
    },
  };
}

async function wasTold(slack: WebClient, channel: string, key: string): Promise<boolean> {
  const { messages = [] } = await history(slack, channel);
  return messages.some(({ metadata }) => payloadOf(metadata, METADATA.digest)['key'] === key);
}

function placeOf(mark: SurfaceMark | null): Place | null {
  const { channel, ts } = mark ?? {};
  return channel === undefined || ts === undefined ? null : { channel, ts };
}

/** `null` when there is no message, or somebody has deleted it. */
async function edited(slack: WebClient, { incident }: Notice, place: Place | null): Promise<Place | null> {
  if (place === null) return null;
  const metadata = cardMetadata(incident.id);
  try {
    await slackCall('chat.update', () => slack.chat.update({ ...place, ...cardOf(incident), metadata }));
    return place;
  } catch (error) {
    if (error instanceof OpError && error.providerCode === 'message_not_found') return null;
    throw error;
  }
}

/** Posting twice would show an incident twice, so a message whose answer was lost is looked for first. */
async function posted(
  slack: WebClient,
  notice: Notice,
  { channel, thread }: { channel: string; thread: string | undefined },
  again: boolean,
): Promise<Place> {
  const { incident } = notice;
  const found = again ? await lost(slack, incident.id, channel, thread) : null;
  if (found) return (await edited(slack, notice, found)) ?? found;
  const answer = await slackCall('chat.postMessage', () =>
    slack.chat.postMessage({
      ...{ channel, ...cardOf(incident), metadata: cardMetadata(incident.id) },
      ...{ unfurl_links: false, unfurl_media: false },
      ...(thread === undefined ? {} : { thread_ts: thread }),
    }),
  );
  if (answer.channel === undefined || answer.ts === undefined)
    throw new OpError('provider.invalid_answer', { message: 'Slack chat.postMessage answered no message' });
  return { channel: answer.channel, ts: answer.ts };
}

async function lost(
  slack: WebClient,
  incidentId: string,
  channel: string,
  thread: string | undefined,
): Promise<Place | null> {
  const { messages = [] } =
    thread === undefined ? await history(slack, channel) : await replies(slack, { channel, ts: thread });
  const ours = messages.find(
    ({ metadata }) => payloadOf(metadata, METADATA.card)['incident_id'] === incidentId,
  );
  return ours?.ts === undefined ? null : { channel, ts: ours.ts };
}

async function reply(
  slack: WebClient,
  { channel, ts }: Place,
  key: string,
  text: string,
  again: boolean,
): Promise<void> {
  if (again && (await isToldAlready(slack, channel, ts, key))) return;
  await slackCall('chat.postMessage', () =>
    slack.chat.postMessage({
      ...{ channel, thread_ts: ts, text, unfurl_links: false, unfurl_media: false },
      metadata: { event_type: METADATA.progress, event_payload: { key } },
    }),
  );
}

async function isToldAlready(slack: WebClient, channel: string, ts: string, key: string): Promise<boolean> {
  const { messages = [] } = await replies(slack, { channel, ts });
  return messages.some(({ metadata }) => payloadOf(metadata, METADATA.progress)['key'] === key);
}

/** A channel given by its name, or a scope that is missing: then nothing can be found, and telling twice is better than never. */
async function history(slack: WebClient, channel: string) {
  try {
    return await slackCall('conversations.history', () =>
      slack.conversations.history({ channel, limit: LOOK_BACK, include_all_metadata: true }),
    );
  } catch (error) {
    if (error instanceof OpError && NOT_SEARCHABLE.includes(error.code)) return { messages: [] };
    throw error;
  }
}

function replies(slack: WebClient, place: Place) {
  return slackCall('conversations.replies', () =>
    slack.conversations.replies({ ...place, limit: REPLIES_MAX, include_all_metadata: true }),
  );
}

/** What happened before the first message is told by the message itself. */
function threadText({ incident, progress }: Notice, first: boolean, users: readonly string[]): string {
  const names = users
    .slice(0, MENTIONS_MAX)
    .map((user) => `<@${user}>`)
    .join(' ');
  const call = names === '' ? [] : [`${names} ${withMoments(plain(incident.next))}`];
  const lines = first ? [] : progress.map(({ text }) => withMoments(plain(text)));
  return cut([...lines, ...call].join('\n'), THREAD_TEXT_MAX);
}

function cardMetadata(incidentId: string) {
  return { event_type: METADATA.card, event_payload: { incident_id: incidentId } };
}

/** Metadata is only given back to the app that wrote it, and yet it is outside input. */
function payloadOf(metadata: { event_type?: string; event_payload?: object } | undefined, type: string) {
  const payload: Record<string, unknown> = { ...(metadata?.event_type === type && metadata.event_payload) };
  return payload;
}
