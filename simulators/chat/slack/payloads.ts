// The payloads of interactions and commands, in the shapes of docs.slack.dev/reference/interaction-payloads.
import type { Channel } from './channels';
import { messageView, type Message } from './message';
import type { Person } from './people';
import { APP_ID, TEAM, VERIFICATION_TOKEN } from './team';
import type { StateValues, View } from './views';
import { viewView } from './view-view';

const team = { id: TEAM.id, domain: TEAM.domain };
const common = {
  ...{ team, api_app_id: APP_ID, token: VERIFICATION_TOKEN },
  ...{ enterprise: null, is_enterprise_install: false },
};

const actor = ({ id, name }: Person) => ({ id, username: name, name, team_id: TEAM.id });

interface Act {
  readonly person: Person;
  readonly triggerId: string;
  readonly action: Record<string, unknown>;
}

export function messageActions(
  { person, triggerId, action }: Act,
  place: { message: Message; channel: Channel; responseUrl: string; values: StateValues },
): Record<string, unknown> {
  const { message, channel, responseUrl, values } = place;
  const ephemeral = message.onlyFor !== undefined;
  const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
  return {
    ...{ type: 'block_actions', user: actor(person), ...common, trigger_id: triggerId },
    container: {
      ...{ type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral },
      ...thread,
    },
    channel: { id: channel.id, name: channel.name },
    ...(ephemeral ? {} : { message: messageView(message, { metadata: true }) }),
    ...{ state: { values }, response_url: responseUrl, actions: [action] },
  };
}

export function viewActions({ person, triggerId, action }: Act, view: View): Record<string, unknown> {
  return {
    ...{ type: 'block_actions', user: actor(person), ...common, trigger_id: triggerId },
    ...{ container: { type: 'view', view_id: view.id }, view: viewView(view), actions: [action] },
  };
}

export function viewSubmission(person: Person, view: View, triggerId: string): Record<string, unknown> {
  return {
    ...{ type: 'view_submission', user: actor(person), ...common, trigger_id: triggerId },
    ...{ view: viewView(view), response_urls: [] },
  };
}

export function viewClosed(person: Person, view: View, isCleared: boolean): Record<string, unknown> {
  return { type: 'view_closed', user: actor(person), ...common, view: viewView(view), is_cleared: isCleared };
}

export function slashCommand(
  person: Person,
  said: { channel: Channel; command: string; text: string; responseUrl: string; triggerId: string },
): Record<string, string> {
  return {
    ...{ token: VERIFICATION_TOKEN, team_id: TEAM.id, team_domain: TEAM.domain },
    ...{ channel_id: said.channel.id, channel_name: said.channel.name },
    ...{ user_id: person.id, user_name: person.name, command: said.command, text: said.text },
    ...{ api_app_id: APP_ID, is_enterprise_install: 'false' },
    ...{ response_url: said.responseUrl, trigger_id: said.triggerId },
  };
}
