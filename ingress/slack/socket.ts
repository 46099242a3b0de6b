// Socket Mode: the same wishes over a connection that we open, for installs that Slack cannot reach.
import { SocketModeClient } from '@slack/socket-mode';
import { readCommandFields, readPayload, type SlackRequest } from '../../integrations/slack/interactivity';
import { FIELDS } from '../../integrations/slack/vocabulary';
import { obey, type SlackDeps } from './obey';

type Ack = (response?: Record<string, unknown>) => Promise<void>;

/** Connects, and again whenever the connection ends. @throws Error when Slack refuses the token */
export async function openSlackSocket(
  settings: { appToken: string; apiUrl: string },
  deps: SlackDeps,
): Promise<{ close(): Promise<void> }> {
  const socket = new SocketModeClient({
    appToken: settings.appToken,
    clientOptions: { slackApiUrl: settings.apiUrl },
  });
  const heard = async (asked: SlackRequest, ack: Ack, answersInAck: boolean) => {
    if ('malformed' in asked) return ack();
    const { wish, actor } = asked;
    const { done, text } = await obey(wish, actor, deps);
    if (answersInAck) return ack({ response_type: 'ephemeral', text: text ?? 'Done.' });
    if (actor.responseUrl === null && !done && text !== null)
      return ack({ response_action: 'errors', errors: { [FIELDS.reason]: text } });
    await ack();
    if (actor.responseUrl !== null && text !== null)
      await deps.slack.answerPrivately(actor.responseUrl, text);
  };
  const safely = (work: Promise<unknown>) =>
    void work.catch((error: unknown) =>
      deps.logger.error({ error: error instanceof Error ? error.message : String(error) }, 'slack.failed'),
    );
  socket.on('interactive', ({ ack, body }: { ack: Ack; body: unknown }) =>
    safely(heard(readPayload(body), ack, false)),
  );
  socket.on('slash_commands', ({ ack, body }: { ack: Ack; body: unknown }) =>
    safely(heard(readCommandFields(body), ack, true)),
  );
  await socket.start();
  return { close: () => socket.disconnect() };
}
