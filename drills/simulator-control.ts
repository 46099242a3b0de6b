// The simulators' control API, as a drill uses it.
import { z } from 'zod';
import { requestJson } from './request-json';

const TrueState = z.object({
  id: z.string(),
  paused: z.boolean(),
  history: z.array(z.object({ kind: z.string(), trigger: z.string(), status: z.string() })),
});
export type TrueState = z.infer<typeof TrueState>;

export class SimulatorControl {
  constructor(readonly url: string) {}

  async createConnection(spec: Record<string, unknown>): Promise<string> {
    return TrueState.pick({ id: true }).parse(await this.post('/_sim/connections', spec)).id;
  }

  async breakConnection(id: string, how: Record<string, unknown>): Promise<void> {
    await this.post(`/_sim/connections/${id}/break`, how);
  }

  async remedy(id: string, did: string): Promise<void> {
    await this.post(`/_sim/connections/${id}/remedy`, { did });
  }

  /** A sync now, as the provider's own scheduler would start it. */
  async run(id: string): Promise<void> {
    await this.post(`/_sim/connections/${id}/run`, {});
  }

  /** How long this connection's next syncs take. */
  async setSyncSeconds(id: string, syncSeconds: number): Promise<void> {
    await requestJson('PATCH', `${this.url}/_sim/connections/${id}`, { body: { syncSeconds } });
  }

  async addFault(fault: Record<string, unknown>): Promise<void> {
    await this.post('/_sim/faults', fault);
  }

  async setWebhooks(settings: Record<string, unknown>): Promise<void> {
    await this.post('/_sim/webhooks', settings);
  }

  async trueState(id: string): Promise<TrueState> {
    return TrueState.parse(await requestJson('GET', `${this.url}/_sim/connections/${id}`));
  }

  private post(path: string, body: Record<string, unknown>): Promise<unknown> {
    return requestJson('POST', this.url + path, { body });
  }
}

/** Effects that came through the provider's API, counted by kind: what "exactly once" is checked against. */
export function apiEffects(state: TrueState): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of state.history) {
    if (entry.trigger === 'api') counts[entry.kind] = (counts[entry.kind] ?? 0) + 1;
  }
  return counts;
}
