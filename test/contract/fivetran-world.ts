// A Fivetran simulator and an adapter onto it, as every contract test of Fivetran starts.
import type { FivetranAccount } from '../../domain/account';
import type { ProviderAccount } from '../../domain/ports';
import type { ProviderStepKind, StepParams } from '../../domain/step';
import { createFivetranAccount } from '../../integrations/fivetran/client';
import { startFivetranSimulator } from '../../simulators/fivetran/simulator';
import { fivetranAccount } from '../account';
import { simControl, type SimControl } from './sim-control';

export interface FivetranWorld {
  url: string;
  control: SimControl;
  connect(changes?: Partial<FivetranAccount>, now?: () => Date): ProviderAccount;
  /** A raw call to the simulator's control API. */
  order(path: string, body: unknown): Promise<void>;
  /** A raw call to the simulated API, with its credentials. */
  api(method: string, path: string, body?: unknown): Promise<unknown>;
  /** HTTP calls of one kind so far. */
  calls(method: string, path: string): Promise<number>;
  close(): Promise<void>;
}

export async function startFivetranWorld(): Promise<FivetranWorld> {
  const sim = await startFivetranSimulator();
  const control = simControl(sim.url);
  const json = { 'content-type': 'application/json' };
  const basic = `Basic ${Buffer.from('sim-key:sim-secret').toString('base64')}`;
  return {
    url: sim.url,
    control,
    connect: (changes = {}, now = () => new Date()) =>
      createFivetranAccount(
        fivetranAccount({ baseUrl: sim.url, readTimeoutMs: 5000, writeTimeoutMs: 5000, ...changes }),
        { now },
      ),
    async order(path, body) {
      const init = { method: 'POST', headers: json, body: JSON.stringify(body) };
      const response = await fetch(`${sim.url}/_sim${path}`, init);
      if (!response.ok) throw new Error(`/_sim${path}: ${response.status} ${await response.text()}`);
    },
    async api(method, path, body) {
      const headers = { ...json, authorization: basic };
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer: unknown = await (await fetch(`${sim.url}${path}`, { method, headers, ...text })).json();
      return answer;
    },
    calls: async (method, path) => (await control.requests(method, path)).length,
    close: () => sim.close(),
  };
}

export function command(kind: ProviderStepKind, connectionId: string, params: StepParams = {}) {
  return { kind, connectionId, params };
}
