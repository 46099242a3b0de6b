// The simulators as a child process, and the accounts that point at them when none is configured.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { AccountConfig } from '../domain/account';

export interface RunningSimulators {
  urls: { fivetran: string; airbyte: string };
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
): Promise<RunningSimulators> {
  const child = spawn(process.execPath, [join(__dirname, '..', 'simulators', 'main.js')], {
    env: { ...env, PENSTOCK_SIM_PORT: String(port), PENSTOCK_HOST: host },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let words = '';
  child.stderr.on('data', (data: Buffer) => (words = (words + data.toString()).slice(-2000)));
  const urls = await new Promise<RunningSimulators['urls']>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the simulators did not start: ${words.trim()}`)),
      READY_MS_MAX,
    );
    child.stdout.once('data', (data: Buffer) => {
      clearTimeout(timer);
      // simulators/main.ts prints exactly this line when both listen.
      resolve(JSON.parse(data.toString().split('\n')[0] ?? '') as RunningSimulators['urls']);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(words.trim() || 'the simulators ended at once'));
    });
  });
  return {
    urls: { fivetran: urls.fivetran, airbyte: urls.airbyte },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** One account a provider, as a person would configure it. */
export function simulatorAccounts(urls: RunningSimulators['urls'], webhookSecret: string): AccountConfig[] {
  const common = {
    name: ACCOUNT,
    webhookSecrets: [webhookSecret],
    requestsPerSecond: 600,
    readTimeoutMs: 5000,
    writeTimeoutMs: 5000,
    connectionTags: {},
  };
  return [
    { ...common, provider: 'fivetran', baseUrl: urls.fivetran, apiKey: 'sim-key', apiSecret: 'sim-secret' },
    {
      ...common,
      provider: 'airbyte',
      baseUrl: `${urls.airbyte}/api/public/v1`,
      configApiUrl: `${urls.airbyte}/api/v1`,
      clientId: 'sim-client',
      clientSecret: 'sim-secret',
    },
  ];
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
