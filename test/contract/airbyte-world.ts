// An Airbyte simulator and an adapter onto it, as every contract test of a whole Airbyte account starts.
import type { AirbyteAccount } from '../../domain/account';
import type { ProviderAccount } from '../../domain/ports';
import type { SweepPage } from '../../domain/sweep/survey';
import { createAirbyteAccount } from '../../integrations/airbyte/client';
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import { airbyteAccount } from '../account';
import { eventually, simControl, type SimControl } from './sim-control';

export interface AirbyteWorld {
  url: string;
  control: SimControl;
  /** By the public API alone. */
  connect(changes?: Partial<AirbyteAccount>, now?: () => Date): ProviderAccount;
  /** With the config API as well. */
  connectWhole(changes?: Partial<AirbyteAccount>, now?: () => Date): ProviderAccount;
  /** A raw call to the simulator's control API. */
  order(path: string, body: unknown, method?: 'POST' | 'PATCH'): Promise<void>;
  /** A raw call to the simulated public API, with its credentials. */
  api(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** HTTP calls of one kind so far. */
  calls(method: string, path: string): Promise<number>;
  /** Has one sync fail for good. */
  fail(connectionId: string, message: string): Promise<void>;
  close(): Promise<void>;
}

export async function startAirbyteWorld(): Promise<AirbyteWorld> {
  const sim = await startAirbyteSimulator();
  const control = simControl(sim.url);
  const json = { 'content-type': 'application/json' };
  const root = `${sim.url}/api/public/v1`;
  const connect = (changes: Partial<AirbyteAccount> = {}, now = () => new Date()) =>
    createAirbyteAccount(
      airbyteAccount({ baseUrl: root, readTimeoutMs: 5000, writeTimeoutMs: 5000, ...changes }),
      { now },
    );
  return {
    url: sim.url,
    control,
    connect,
    connectWhole: (changes = {}, now) => connect({ configApiUrl: `${sim.url}/api/v1`, ...changes }, now),
    async order(path, body, method = 'POST') {
      const init = { method, headers: json, body: JSON.stringify(body) };
      const response = await fetch(`${sim.url}/_sim${path}`, init);
      if (!response.ok) throw new Error(`/_sim${path}: ${response.status} ${await response.text()}`);
    },
    async api(method, path, body) {
      const pair = { client_id: 'sim-client', client_secret: 'sim-secret' };
      const post = { method: 'POST', headers: json, body: JSON.stringify(pair) };
      const token = (await (await fetch(`${root}/applications/token`, post)).json()) as {
        access_token: string;
      };
      const headers = { ...json, authorization: `Bearer ${token.access_token}` };
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${root}${path}`, { method, headers, ...text });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Record<string, unknown>;
    },
    calls: async (method, path) => (await control.requests(method, path)).length,
    async fail(connectionId, message) {
      await control.act(connectionId, 'break', { message, until: 'never', attempts: 1 });
      await control.act(connectionId, 'run');
      await eventually(
        () => control.truth(connectionId),
        (truth) => truth.running === null && truth.history.some((run) => run.status === 'failed'),
      );
    },
    close: () => sim.close(),
  };
}

/** Every page of one sweep, put together. */
export async function sweepAll(
  account: ProviderAccount,
  scope: 'inventory' | 'runs',
  since = '2020-01-01T00:00:00.000Z',
): Promise<SweepPage & { unreadable: string[]; pages: number }> {
  const all = { connections: [], runs: [], next: null, calls: 0, missing: [], unreadable: [], pages: 0 };
  const whole: SweepPage & { unreadable: string[]; pages: number } = all;
  let cursor: string | null = null;
  do {
    const page: SweepPage = await account.sweep({ cursor, scope, since });
    if (page.connections.length > 1000) throw new Error('a page holds at most 1,000 connections');
    whole.connections.push(...page.connections);
    whole.runs.push(...page.runs);
    whole.missing.push(...page.missing);
    whole.unreadable.push(...(page.unreadable ?? []));
    whole.calls += page.calls;
    whole.pages += 1;
    cursor = page.next;
  } while (cursor !== null);
  return whole;
}
