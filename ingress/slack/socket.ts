// Socket Mode: the same wishes over a connection that we open, for installs that Slack cannot reach.
import { OpError } from '../../domain/op-error';
import { readCommandFields, readPayload, type SlackRequest } from '../../integrations/slack/interactivity';
import { FIELDS } from '../../integrations/slack/vocabulary';
import { keepConnected } from './keep-connected';
import { obey, type SlackDeps } from './obey';
import { connectSocket, type SocketSettings } from './socket-connection';

type Ack = (response?: Record<string, unknown>) => Promise<void>;
type Heard = { ack: Ack; body: unknown };

/** Connects, and again whenever the connection ends; Slack's absence or refusal is logged and tried again. */
export function openSlackSocket(settings: SocketSettings, deps: SlackDeps): { close(): Promise<void> } {
  const safely = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => deps.logger.error({ error: messageOf(error) }, 'slack.failed'));
  return keepConnected(
    async () => {
      const connection = await connectSocket(settings, (client) => {
        client.on('interactive', ({ ack, body }: Heard) => safely(hear(readPayload(body), ack, deps)));
        client.on('slash_commands', ({ ack, body }: Heard) =>
          safely(hear(readCommandFields(body), ack, deps)),
        );
      });
      deps.logger.info('slack.socket_connected');
      return connection;
    },
    (error) => {
      deps.logger.error({ error: messageOf(error), hint: HINT }, 'slack.socket_failed');
      return error instanceof OpError ? (error.retryAfterMs ?? 0) : 0;
    },
  );
}

const HINT =
  'tried again by itself; a refusal means SLACK_APP_TOKEN: xapp-…, with the scope connections:write';

async function hear(asked: SlackRequest, ack: Ack, deps: SlackDeps): Promise<void> {
  if ('malformed' in asked) {
    deps.logger.warn({ kind: 'malformed', reason: asked.malformed }, 'slack.refused');
    return ack();
  }
  const { wish, actor } = asked;
  const { done, text } = await obey(wish, actor, deps);
  const isCommand = wish.kind === 'command';
  const isDialog = actor.responseUrl === null;
  const arrived = await acknowledged(ack, deps, () => {
    if (isCommand) return { response_type: 'ephemeral', text: text ?? 'Done.' };
    if (isDialog && !done && text !== null)
      return { response_action: 'errors', errors: { [FIELDS.reason]: text } };
    return undefined;
  });
  if (text === null || actor.responseUrl === null || (isCommand && arrived)) return;
  await deps.slack.answerPrivately(actor.responseUrl, text);
}

/** What was done is done, even where the connection has ended before it could be acknowledged. */
async function acknowledged(
  ack: Ack,
  { logger }: SlackDeps,
  answer: () => Record<string, unknown> | undefined,
): Promise<boolean> {
  try {
    await ack(answer());
    return true;
  } catch (error) {
    logger.warn({ error: messageOf(error) }, 'slack.unacknowledged');
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
