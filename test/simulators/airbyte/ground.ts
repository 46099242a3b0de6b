// One Airbyte simulator for a test file, reset before each test, and short names for what tests ask of it.
import { startAirbyteSimulator } from '../../../simulators/airbyte/simulator';
import type { RunningSimulator } from '../../../simulators/engine/http-server';
import { at, caller, endedRun, list, type Answer, type Call, type Json } from '../http-client';

export const ID = '11111111-1111-4111-a111-111111111111';
export const CLIENT = {
  client_id: 'sim-client',
  client_secret: 'sim-secret',
  grant_type: 'client_credentials',
};

export interface Ground {
  readonly url: () => string;
  readonly sim: Call;
  readonly api: Call;
  readonly config: Call;
  create(extra?: object): Promise<Answer>;
  breakIt(spec: object): Promise<Answer>;
  settings(change: object): Promise<Answer>;
  advance(seconds: number): Promise<Answer>;
  job(jobType?: string): Promise<Answer>;
  ended(count: number): Promise<Json>;
  truth(): Promise<Json>;
  status(): Promise<Json>;
  /** Types of the timeline's events, newest first. */
  events(): Promise<Json[]>;
}

export function airbyteGround(): Ground {
  let simulator: RunningSimulator | undefined;
  let token = '';
  const url = () => {
    if (simulator === undefined) throw new Error('the simulator is not started yet');
    return simulator.url;
  };
  const withToken =
    (path: string): Call =>
    (method, rest, body) =>
      caller(`${url()}${path}`, { authorization: `Bearer ${token}` })(method, rest, body);
  const sim: Call = (method, path, body) => caller(url())(method, path, body);
  const api = withToken('/api/public/v1');
  const config = withToken('/api/v1');

  beforeAll(async () => {
    simulator = await startAirbyteSimulator();
  });
  afterAll(() => simulator?.close());
  beforeEach(async () => {
    await sim('POST', '/_sim/reset', { seed: 7 });
    token = String(at((await sim('POST', '/v1/applications/token', CLIENT)).body, 'access_token'));
  });

  return {
    url,
    sim,
    api,
    config,
    create: (extra = {}) =>
      sim('POST', '/_sim/connections', {
        id: ID,
        sourceType: 'mysql',
        name: 'Orders',
        syncSeconds: 0.05,
        history: 1,
        ...extra,
      }),
    breakIt: (spec) => sim('POST', `/_sim/connections/${ID}/break`, { message: 'broken', ...spec }),
    settings: (change) => sim('PATCH', '/_sim/settings', change),
    async advance(seconds) {
      const answer = await sim('POST', '/_sim/clock', { advanceSeconds: seconds });
      token = String(at((await sim('POST', '/v1/applications/token', CLIENT)).body, 'access_token'));
      return answer;
    },
    job: (jobType = 'sync') => api('POST', '/jobs', { connectionId: ID, jobType }),
    ended: (count) => endedRun(sim, ID, count),
    truth: async () => (await sim('GET', `/_sim/connections/${ID}`)).body,
    async status() {
      return at((await config('POST', '/connections/status', { connectionIds: [ID] })).body, 0);
    },
    async events() {
      const { body } = await config('POST', '/connections/events/list', { connectionId: ID });
      return list(body, 'events').map((event) => at(event, 'eventType'));
    },
  };
}
