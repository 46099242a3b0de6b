// `npm run chaos`: fifty incidents in flight while everything is killed, answers are lost and webhooks repeat.
// Prints its figures and fails when one is off.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { chaosConfig } from './config';
import { PenstockApi, type DrillIncident } from '../drills/penstock-api';
import { SimulatorControl, apiEffects } from '../drills/simulator-control';
import { freePort } from '../local/ports';
import { findTemporalExecutable, ladderEnvironment } from '../local/temporal-cli';
import { temporalServerArgs } from '../local/temporal-server';
import { chaosCases, type ChaosCase } from './cases';
import { KillableProcess } from './processes';
import { report, type ChaosFigures } from './report';

const HOST = '127.0.0.1';
const say = (line: string) => process.stderr.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const TERMINAL = new Set(['resolved', 'closed', 'cancelled']);

interface Ground {
  folder: string;
  ports: { api: number; sim: number; temporal: number };
  simulators: KillableProcess;
  temporal: KillableProcess;
  stack: KillableProcess;
}

async function prepare(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-chaos-'));
  const ports = { api: await freePort(), sim: await freePort(2), temporal: await freePort() };
  const env = { ...chaosConfig().environment, PENSTOCK_HOST: HOST };
  const root = join(__dirname, '..');
  cpSync(join(root, '..', 'config'), join(folder, 'config'), { recursive: true });
  writeFileSync(join(folder, 'config', 'accounts.yaml'), accountsYaml(ports.sim));
  writeFileSync(join(folder, 'config', 'policies', 'chaos.yaml'), POLICY);
  const executable = await findTemporalExecutable(say, ladderEnvironment(env));
  const node = (script: string) => ({ command: process.execPath, args: [join(root, script)] });
  return {
    folder,
    ports,
    simulators: new KillableProcess({
      name: 'simulators',
      ...node('simulators/main.js'),
      env: { ...env, PENSTOCK_SIM_PORT: String(ports.sim) },
      logFile: join(folder, 'simulators.log'),
      ready: () => answers(`http://${HOST}:${ports.sim}/_sim/connections`),
    }),
    temporal: new KillableProcess({
      name: 'Temporal',
      command: executable,
      args: temporalServerArgs({ folder, port: ports.temporal }),
      env,
      logFile: join(folder, 'temporal.log'),
      ready: async () => {
        const connection = await Connection.connect({
          address: `${HOST}:${ports.temporal}`,
          connectTimeout: 1000,
        });
        await connection.close();
        return true;
      },
    }),
    stack: new KillableProcess({
      name: 'the stack',
      ...node('local/main.js'),
      env: {
        ...env,
        PENSTOCK_HOME: join(folder, 'home'),
        PENSTOCK_CONFIG: join(folder, 'config'),
        PENSTOCK_PORT: String(ports.api),
        TEMPORAL_ADDRESS: `${HOST}:${ports.temporal}`,
        PENSTOCK_LOG_LEVEL: 'warn',
      },
      logFile: join(folder, 'stack.log'),
      ready: () => answers(`http://${HOST}:${ports.api}/readyz`),
    }),
  };
}

async function answers(url: string): Promise<boolean> {
  return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
}

/** Short client timeouts, so that a delayed answer is a lost one; settle time in the policy is longer than the delay. */
function accountsYaml(simPort: number): string {
  const common =
    '    requestsPerSecond: 600\n    readTimeout: 2s\n    writeTimeout: 3s\n    webhookSecrets: [chaos-secret]\n';
  return (
    'accounts:\n' +
    `  - name: sim\n    provider: fivetran\n    baseUrl: http://${HOST}:${simPort}\n    apiKey: sim-key\n    apiSecret: sim-secret\n${common}` +
    `  - name: sim\n    provider: airbyte\n    baseUrl: http://${HOST}:${simPort + 1}/api/public/v1\n    configApiUrl: http://${HOST}:${simPort + 1}/api/v1\n    clientId: sim-client\n    clientSecret: sim-secret\n${common}`
  );
}

/** Patience: syncs are slow and kills frequent, and neither makes a sync stuck or a deadline missed. */
const POLICY = `apiVersion: penstock/v1
kind: Policy
metadata: { name: chaos, version: 1 }
spec:
  rules:
    - id: patience
      why: syncs are slow and processes die
      match: { account: sim }
      timings: { verifyWithin: 20m, stuckAfter: 20m, approvalExpires: 1h, approvalEscalates: 30m }
`;

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
  if (!incident.flags.includes('handoff') || Date.now() - Date.parse(incident.openedAt) < 45_000) return;
  await once(`${incident.id}/remedy`, () =>
    sims[found.provider].remedy(incident.connection.id, found.remedy ?? 'config'),
  );
  await once(`${plan}/handback`, () => api.control(incident.id, { command: 'handback' }));
}

type Sims = Record<'fivetran' | 'airbyte', SimulatorControl>;

async function main(): Promise<number> {
  const { incidents: count, stackKills, temporalKills, minutes } = chaosConfig();
  const ground = await prepare();
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
    await Promise.all([...cases].map(([id, { provider }]) => sims[provider].run(id)));
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

async function tally(
  api: PenstockApi,
  sims: Sims,
  cases: Map<string, ChaosCase>,
  ground: Ground,
  took: string,
): Promise<ChaosFigures> {
  const incidents = (await api.all()).filter((i) => cases.has(i.connection.id));
  const faults: string[] = [];
  let writes = 0;
  let exact = 0;
  const costly: Record<string, number> = {};
  for (const [id, chaosCase] of cases) {
    const mine = incidents.filter((i) => i.connection.id === id);
    const [incident] = mine;
    if (mine.length !== 1) faults.push(`${chaosCase.name}: ${mine.length} incidents instead of one`);
    if (incident && incident.status !== 'resolved')
      faults.push(`${chaosCase.name} (${incident.id}): ${incident.status}, ${incident.next}`);
    const effects = apiEffects(await sims[chaosCase.provider].trueState(id));
    for (const [kind, wanted] of Object.entries(chaosCase.effects)) {
      writes += wanted;
      if (effects[kind] === wanted) exact += wanted;
      else
        faults.push(
          `${chaosCase.name} (${incident?.id ?? 'none'}): ${kind} applied ${effects[kind] ?? 0}×, intended ${wanted}×`,
        );
    }
    for (const [kind, times] of Object.entries(effects))
      if (!(kind in chaosCase.effects)) costly[kind] = Math.max(costly[kind] ?? 0, times);
  }
  const audit = await api.auditIntact();
  if (audit.faults.length > 0) faults.push(`audit chain: ${JSON.stringify(audit.faults)}`);
  return {
    incidents: incidents.length,
    resolved: incidents.filter((i) => i.status === 'resolved').length,
    writes,
    exact,
    costly,
    auditRows: audit.rows,
    stackKills: ground.stack.kills,
    temporalKills: ground.temporal.kills,
    seconds: took,
    faults,
  };
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
