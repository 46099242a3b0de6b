// Socket Mode where Slack refuses or is away: nothing waits for it, and no line holds a token or what people wrote.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { openSlackSocket } from '../../../ingress/slack/socket';
import type { SlackDeps } from '../../../ingress/slack/obey';
import { createSlackDoor } from '../../../integrations/slack/door';
import { startChatSimulator } from '../../../simulators/chat/simulator';

const CHANNEL = 'C0SIMINCIDENTS';
const nobody = () => Promise.reject(new Error('nobody is asked here'));

let sim: { url: string; close(): Promise<void> };
let lines: string[] = [];
let socket: { close(): Promise<void> } | undefined;
const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => jest.spyOn(console, name));

beforeAll(async () => {
  sim = await startChatSimulator();
});
afterAll(() => sim.close());
beforeEach(async () => {
  lines = [];
  await control('/reset', {});
  await control('/settings', { delivery: 'socket' });
});
afterEach(async () => {
  await socket?.close();
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
});

async function control(path: string, body: Record<string, unknown>): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sim.url}/_sim${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return answer.text();
}

function open(appToken: string, slackUrl = sim.url): void {
  const apiUrl = `${slackUrl}/api/`;
  const unasked: Pick<SlackDeps, 'incidents' | 'reader' | 'auditLog'> = {
    incidents: new Proxy({}, { get: () => nobody }) as SlackDeps['incidents'],
    reader: new Proxy({}, { get: () => nobody }) as SlackDeps['reader'],
    auditLog: { append: () => Promise.resolve() },
  };
  socket = openSlackSocket(
    { appToken, apiUrl },
    {
      ...unasked,
      people: [],
      logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
      now: () => new Date(),
      slack: createSlackDoor({ botToken: 'xoxb-sim', apiUrl }),
    },
  );
}

async function logged(event: string): Promise<string> {
  const deadline = Date.now() + 5000;
  for (;;) {
    const found = lines.find((line) => line.includes(`"${event}"`));
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`not logged in time: ${event}; logged: ${lines.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('says what to do when Slack refuses the token, and never the token', async () => {
  open('xapp-wrong');
  const line = await logged('slack.socket_failed');
  expect(line).toContain('invalid_auth');
  expect(line).toContain('SLACK_APP_TOKEN');
  expect(lines.join('')).not.toContain('xapp-wrong');
});

it('is not waited for: neither a Slack that never answers nor a shutdown meanwhile', async () => {
  const mute: Server = createServer(() => undefined);
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const { port } = mute.address() as AddressInfo; // listening on TCP
  const asked = new Promise((resolve) => mute.once('request', resolve));
  open('xapp-sim', `http://127.0.0.1:${port}`);
  await asked;
  const begun = performance.now();
  await socket?.close();
  expect(performance.now() - begun).toBeLessThan(2000);
  mute.closeAllConnections();
  await new Promise((resolve) => mute.close(resolve));
});

it('keeps what people write out of the log', async () => {
  open('xapp-sim');
  await logged('slack.socket_connected');
  const typed = { command: '/penstock', user: 'U0SIMEVE', channel: CHANNEL, text: 'show me-the-secret-name' };
  expect(await control('/command', typed)).toContain('U0SIMEVE');
  expect(lines.join('')).not.toContain('me-the-secret-name');
});
