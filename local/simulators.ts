// The simulators as a child process, and the accounts that point at them when none is configured.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AccountConfig } from '../domain/account';
import { AccountsFileSchema } from '../domain/account.schema';
import { startChild, type Child } from './child';

export interface RunningSimulators {
  urls: { fivetran: string; airbyte: string; chat: string };
  /** Settles when they end, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** Name of the account that stands for each simulator. */
const ACCOUNT = 'sim';
const READY_MS_MAX = 20_000;

/** @throws Error with the simulators' own words when they do not start. */
export async function startSimulators(
  port: number,
  host: string,
  env: NodeJS.ProcessEnv,
  noteFile?: string,
): Promise<RunningSimulators> {
  const child = startChild({
    command: process.execPath,
    args: [join(__dirname, '..', 'simulators', 'main.js')],
    env: { ...env, PENSTOCK_SIM_PORT: String(port), PENSTOCK_HOST: host },
    ...(noteFile === undefined ? {} : { noteFile }),
  });
  const urls = await readyLine(child);
  if (urls === null) {
    await child.stop();
    throw new Error(`the simulators did not start: ${child.words() || 'they said nothing'}`);
  }
  return { urls, ended: child.ended, stop: () => child.stop() };
}

/** The one line of JSON that says where they are; `null` when they end or say nothing in time. */
async function readyLine(child: Child): Promise<RunningSimulators['urls'] | null> {
  const lines = createInterface({ input: child.stdout });
  let timer: NodeJS.Timeout | undefined;
  const said = new Promise<RunningSimulators['urls'] | null>((resolve) => {
    timer = setTimeout(() => resolve(null), READY_MS_MAX);
    void child.ended.then(() => resolve(null));
    lines.on('line', (line) => {
      const found = urlsIn(line);
      if (found) resolve(found);
    });
  });
  return said.finally(() => clearTimeout(timer));
}

function urlsIn(line: string): RunningSimulators['urls'] | null {
  if (!line.includes('"simulators.ready"')) return null;
  // simulators/main.ts prints exactly this object.
  const { fivetran, airbyte, chat } = JSON.parse(line) as RunningSimulators['urls'];
  return { fivetran, airbyte, chat };
}

/** One account a provider, as a person would configure it. */
export function simulatorAccounts(urls: RunningSimulators['urls'], webhookSecret: string): AccountConfig[] {
  const common = {
    name: ACCOUNT,
    webhookSecrets: [webhookSecret],
    requestsPerSecond: 600,
    readTimeout: '5s',
    writeTimeout: '5s',
    // Seconds here are minutes elsewhere: drills break things and want to see them found.
    sweep: { every: '5s', inventoryEvery: '15s' },
  };
  const { accounts } = AccountsFileSchema.parse({
    accounts: [
      {
        ...common,
        provider: 'fivetran',
        baseUrl: urls.fivetran,
        apiKey: 'sim-key',
        apiSecret: 'sim-secret',
      },
      {
        ...common,
        provider: 'airbyte',
        baseUrl: `${urls.airbyte}/api/public/v1`,
        configApiUrl: `${urls.airbyte}/api/v1`,
        clientId: 'sim-client',
        clientSecret: 'sim-secret',
      },
    ],
  });
  return accounts;
}

/** Tells each simulator where its webhooks go. */
export async function wireWebhooks(
  urls: RunningSimulators['urls'],
  apiUrl: string,
  secret: string,
): Promise<void> {
  await post(`${urls.fivetran}/_sim/webhooks`, { url: `${apiUrl}/webhooks/fivetran/${ACCOUNT}`, secret });
  await post(`${urls.airbyte}/_sim/webhooks`, { url: `${apiUrl}/webhooks/airbyte/${ACCOUNT}/${secret}` });
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the simulator refused ${url}: ${answer.status} ${await answer.text()}`);
}
