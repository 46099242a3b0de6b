// `npm run chaos`: fifty incidents in flight while everything is killed, answers are lost and webhooks repeat.
// Prints its figures and fails when one is off.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PenstockApi, type DrillIncident } from '../drills/penstock-api';
import { SimulatorControl } from '../drills/simulator-control';
import { chaosCases, type ChaosCase } from './cases';
import { chaosConfig } from './config';
import { HOST, prepare, type Ground } from './ground';
import { report } from './report';
import { tally, type Sims } from './tally';

const say = (line: string) => process.stderr.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const TERMINAL = new Set(['resolved', 'closed', 'cancelled']);

/** One in five provider answers is late, lost, or an error after the work was done. */
async function addFaults(simulators: SimulatorControl[]): Promise<void> {
  const paths = ['/v1/connections', '/api/public/v1/connections', '/api/public/v1/jobs'];
  for (const simulator of simulators) {
    for (const path of paths) {
      const always = { method: '*', path, times: -1 };
      await simulator.addFault({ ...always, probability: 0.07, delayMs: 5000 });
      await simulator.addFault({ ...always, probability: 0.035, drop: true, applyFirst: true });
      await simulator.addFault({ ...always, probability: 0.035, drop: true });
      await simulator.addFault({ ...always, probability: 0.06, status: 500, applyFirst: true });
    }
  }
}

/** What people do meanwhile, as often as it takes while the API is down. */
async function help(
  incident: DrillIncident,
  cases: Map<string, ChaosCase>,
  api: PenstockApi,
  sims: Sims,
  done: Set<string>,
): Promise<void> {
  const found = cases.get(incident.connection.id);
  if (!found) return;
  const once = async (key: string, act: () => Promise<void>) => {
    if (done.has(key)) return;
    await act().then(
      () => done.add(key),
      () => undefined,
    );
  };
  const plan = incident.plan?.hash ?? '';
  if (incident.status === 'awaiting_approval')
    await once(`${plan}/approve`, () => api.decide(incident, { decision: 'approve' }));
  // People take their time, so that hand-offs outlive several processes.
  if (!incident.flags.includes('handoff') || Date.now() - Date.parse(incident.openedAt) < 60_000) return;
  await once(`${incident.id}/remedy`, () =>
    sims[found.provider].remedy(incident.connection.id, found.remedy ?? 'config'),
  );
  await once(`${plan}/handback`, () => api.control(incident.id, { command: 'handback' }));
}

async function main(): Promise<number> {
  const { incidents: count, stackKills, temporalKills, minutes } = chaosConfig();
  const ground = await prepare(say, { sweepEvery: '5s' });
  const { ports } = ground;
  const started = Date.now();
  const sims: Sims = {
    fivetran: new SimulatorControl(`http://${HOST}:${ports.sim}`),
    airbyte: new SimulatorControl(`http://${HOST}:${ports.sim + 1}`),
  };
  try {
    await ground.simulators.start();
    await ground.temporal.start();
    await ground.stack.start();
    const hooks = `http://${HOST}:${ports.api}/webhooks`;
    const unruly = { repeat: [1, 3], delayMs: [0, 1500], reorder: true, retrySeconds: [1, 2, 4, 8, 15] };
    await sims.fivetran.setWebhooks({ url: `${hooks}/fivetran/sim`, secret: 'chaos-secret', ...unruly });
    await sims.airbyte.setWebhooks({ url: `${hooks}/airbyte/sim/chaos-secret`, ...unruly });
    const token = readFileSync(join(ground.folder, 'home', 'token'), 'utf8').trim();
    const api = new PenstockApi(`http://${HOST}:${ports.api}`, [token]);

    const cases = new Map<string, ChaosCase>();
    for (const chaosCase of chaosCases(count)) {
      const kind =
        chaosCase.provider === 'fivetran' ? { service: 'postgres' } : { sourceType: 'source-postgres' };
      const id = await sims[chaosCase.provider].createConnection({
        ...kind,
        name: chaosCase.name,
        syncSeconds: 2,
      });
      await sims[chaosCase.provider].breakConnection(id, chaosCase.break);
      cases.set(id, chaosCase);
    }
    // The failing sync is short; the ones that follow are long enough to outlive several processes.
    await Promise.all(
      [...cases].map(async ([id, { provider }], index) => {
        await sims[provider].run(id);
        await sims[provider].setSyncSeconds(id, 40 + (index % 10) * 4);
      }),
    );
    await until(async () => (await api.all()).length >= count, 60_000, 'all incidents in flight');
    say(`${count} incidents in flight after ${seconds(started)} s; now the faults and the kills`);
    await addFaults(Object.values(sims));

    const crashes = crashLoop(ground, stackKills, temporalKills, started);
    const done = new Set<string>();
    const deadline = started + minutes * 60_000;
    let over = -1;
    for (;;) {
      const all = await api.all().catch(() => [] as DrillIncident[]);
      for (const incident of all) await help(incident, cases, api, sims, done);
      const ended = all.filter((i) => TERMINAL.has(i.status)).length;
      if (ended !== over && all.length > 0)
        say(
          `${seconds(started)} s: ${(over = ended)} of ${count} over, stack killed ${ground.stack.kills}×, Temporal ${ground.temporal.kills}×`,
        );
      if (Date.now() > deadline) break;
      if (ended >= count && ground.stack.kills >= stackKills && ground.temporal.kills >= temporalKills) break;
      await pause(500);
    }
    await crashes;
    const figures = await tally(api, sims, cases, ground, seconds(started));
    process.stdout.write(report(figures));
    return figures.faults.length === 0 ? 0 : 1;
  } finally {
    for (const name of ['stack', 'temporal', 'simulators'] as const) await ground[name].end('SIGKILL');
    if (chaosConfig().keep) say(`kept ${ground.folder}`);
    else rmSync(ground.folder, { recursive: true, force: true });
  }
}

async function crashLoop(
  ground: Ground,
  stackKills: number,
  temporalKills: number,
  started: number,
): Promise<void> {
  const every = Math.max(1, Math.floor(stackKills / (temporalKills + 1)));
  for (let kill = 1; kill <= stackKills; kill += 1) {
    await pause(1500 + Math.random() * 3000);
    await ground.stack.crash();
    if (kill % every === 0 && ground.temporal.kills < temporalKills) {
      await pause(2000);
      await ground.temporal.crash();
      say(`${seconds(started)} s: Temporal killed and back`);
    }
  }
}

async function until(holds: () => Promise<boolean>, ms: number, what: string): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`not reached in time: ${what}`);
    await pause(200);
  }
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
