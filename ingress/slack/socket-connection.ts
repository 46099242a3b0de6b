// One connection of Socket Mode by Slack's own client, of which nothing is kept when it ends.
import { setTimeout as sleep } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import { slackCall, SILENT } from '../../integrations/slack/api';
import type { Connection } from './keep-connected';

const CALL_TIMEOUT_MS = 10_000;
/** From the URL to Slack's "hello". */
const START_TIMEOUT_MS = 20_000;

export interface SocketSettings {
  appToken: string;
  apiUrl: string;
}

/** `listen` is given the client before anything can come. @throws OpError when Slack refuses, or cannot be reached */
export async function connectSocket(
  { appToken, apiUrl }: SocketSettings,
  listen: (client: SocketModeClient) => void,
): Promise<Connection> {
  const client = new SocketModeClient({
    appToken,
    // Its own way back waits 5 s at least, and fails as an unhandled rejection (changelog of 3.2.0, node-slack-sdk#2656).
    autoReconnectEnabled: false,
    // Its own lines hold what people wrote.
    logger: SILENT,
    clientOptions: {
      slackApiUrl: apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: CALL_TIMEOUT_MS,
    },
  });
  const ended = new Promise<void>((resolve) => {
    client.once('disconnected', () => resolve());
    // Told to go, the client closes by itself; that takes seconds (node-slack-sdk#2752), in which clicks would be lost.
    client.on('ws_message', (data: unknown) => {
      if (isGoodbye(data)) resolve();
    });
  });
  listen(client);
  await slackCall('apps.connections.open', () => started(client));
  return { ended, close: () => client.disconnect() };
}

async function started(client: SocketModeClient): Promise<void> {
  const giveUp = new AbortController();
  const late = sleep(START_TIMEOUT_MS, true, { signal: giveUp.signal, ref: false }).catch(() => false);
  try {
    const isLate = await Promise.race([client.start().then(() => false), late]);
    if (!isLate) return;
    void client.disconnect();
    throw new Error(`no "hello" within ${START_TIMEOUT_MS} ms`);
  } finally {
    giveUp.abort();
  }
}

function isGoodbye(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  try {
    const message: unknown = JSON.parse(data);
    return (
      typeof message === 'object' && message !== null && 'type' in message && message.type === 'disconnect'
    );
  } catch {
    return false;
  }
}
