// One Fivetran simulator for a test file, reset before each test, with the calls tests make to it.
import { startFivetranSimulator } from '../../../simulators/fivetran/simulator';
import type { RunningSimulator } from '../../../simulators/engine/http-server';
import { at, caller, endedRun, list, type Call, type Json } from '../http-client';

export const BASIC = { authorization: `Basic ${Buffer.from('sim-key:sim-secret').toString('base64')}` };

export interface Bench {
  readonly url: () => string;
  /** The control API. */
  readonly sim: Call;
  /** Fivetran's API. */
  readonly api: Call;
  /** Makes connection c1 (or another `id`) through the control API. */
  readonly create: (extra?: object) => Promise<unknown>;
  readonly breakIt: (how: object) => Promise<unknown>;
  /** Passes simulated time; all that falls due has happened when it returns. */
  readonly advance: (seconds: number) => Promise<unknown>;
  /** A sync by the provider's scheduler, awaited to its end: its history entry. */
  readonly run: (id?: string) => Promise<Json>;
  /** `data` of connection c1 as the API shows it. */
  readonly shown: (id?: string) => Promise<Json>;
  readonly kinds: () => Promise<Json[]>;
}

export function withSimulator(): Bench {
  let simulator: RunningSimulator;
  beforeAll(async () => {
    simulator = await startFivetranSimulator();
  });
  afterAll(() => simulator.close());
  beforeEach(() => sim('POST', '/_sim/reset', { seed: 7 }));

  const url = () => simulator.url;
  const sim: Call = (method, path, body) => caller(url())(method, path, body);
  const api: Call = (method, path, body) => caller(url(), BASIC)(method, path, body);
  const truth = async (id: string) => (await sim('GET', `/_sim/connections/${id}`)).body;
  return {
    url,
    sim,
    api,
    create: (extra = {}) =>
      sim('POST', '/_sim/connections', { id: 'c1', syncSeconds: 60, history: 1, ...extra }),
    breakIt: (how) => sim('POST', '/_sim/connections/c1/break', how),
    advance: (seconds) => sim('POST', '/_sim/clock', { advanceSeconds: seconds }),
    run: async (id = 'c1') => {
      const before = list(await truth(id), 'history').filter((entry) => at(entry, 'kind') === 'sync').length;
      await sim('POST', `/_sim/connections/${id}/run`);
      await sim('POST', '/_sim/clock', { advanceSeconds: 60 });
      return endedRun(sim, id, before + 1);
    },
    shown: async (id = 'c1') => at((await api('GET', `/v1/connections/${id}`)).body, 'data'),
    kinds: async () => list(await truth('c1'), 'history').map((entry) => at(entry, 'kind')),
  };
}
