// What a thousand incidents that wait for people cost a worker: memory, and the time of a processor.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IncidentsClient } from '../client/incidents';
import { connectTemporal } from '../client/temporal';
import { SimulatorControl } from '../drills/simulator-control';
import type { StoreOptions } from '../integrations/postgres/open-store';
import { freePort } from '../local/ports';
import { startSimulators } from '../local/simulators';

export interface WaitingFigures {
  rssMb: number;
  /** `worker` alone, or with store and API in one process where no PostgreSQL is installed. */
  process: 'worker' | 'embedded stack';
  waiting: number;
  /** User and system time of the worker's process while nothing happened (no sweep either), milliseconds. */
  cpuMs: number;
  /** Share of one core in that time, percent. */
  cpuPercent: number;
}

/** What the last of them left to do is done by then. */
const SETTLE_MS = 15_000;
const CPU_MS = 30_000;

const WAIT_MS_MAX = 10 * 60_000;

export async function measureWaiting(ground: {
  address: string;
  store: StoreOptions;
  folder: string;
  count: number;
}): Promise<WaitingFigures> {
  const simulators = await startSimulators(await freePort(2), '127.0.0.1', process.env);
  const folder = mkdtempSync(join(ground.folder, 'waiting-'));
  cpSync(join(__dirname, '..', '..', 'config'), folder, { recursive: true });
  writeFileSync(
    join(folder, 'accounts.yaml'),
    `accounts: [{ name: sim, provider: fivetran, baseUrl: '${simulators.urls.fivetran}', apiKey: sim-key, apiSecret: sim-secret, requestsPerSecond: 600, sweep: { every: 1h, inventoryEvery: 1h } }]\n`,
  );
  const grown = 'databaseUrl' in ground.store;
  const worker = spawn(process.execPath, [join(__dirname, '..', grown ? 'workers' : 'local', 'main.js')], {
    env: {
      ...process.env,
      ...('databaseUrl' in ground.store
        ? { DATABASE_URL: ground.store.databaseUrl }
        : { PENSTOCK_HOME: join(folder, 'home'), PENSTOCK_PORT: '0' }),
      TEMPORAL_ADDRESS: ground.address,
      PENSTOCK_CONFIG: folder,
      PENSTOCK_LOG_LEVEL: 'error',
      PENSTOCK_WORKER_HEALTH_PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const temporal = await connectTemporal({ env: { TEMPORAL_ADDRESS: ground.address } });
  try {
    const simulator = new SimulatorControl(simulators.urls.fivetran);
    const incidents = new IncidentsClient(temporal.client);
    const ids = await Promise.all(
      Array.from({ length: ground.count }, () => simulator.createConnection({ service: 'mysql' })),
    );
    const occurredAt = new Date().toISOString();
    for (let from = 0; from < ids.length; from += 50) {
      await Promise.all(
        ids.slice(from, from + 50).map((connectionId) =>
          incidents.report({
            ...{
              provider: 'fivetran',
              account: 'sim',
              connectionId,
              kind: 'sync_failed',
              source: 'drill',
              occurredAt,
            },
            id: `waiting-${connectionId}`,
            message: "Unknown column 'region' in 'field list'",
          }),
        ),
      );
    }
    const query =
      "WorkflowType = 'incident' AND ExecutionStatus = 'Running' AND PenstockStatus = 'awaiting_approval'";
    const deadline = Date.now() + WAIT_MS_MAX;
    let waiting = 0;
    while (waiting < ground.count && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      waiting = (await temporal.client.workflow.count(query)).count;
    }
    const pid = worker.pid ?? 0;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const cpuMs = await cpuMsWithin(pid, CPU_MS);
    return {
      ...{ rssMb: rssMb(pid), process: grown ? 'worker' : 'embedded stack', waiting },
      ...{ cpuMs, cpuPercent: (100 * cpuMs) / CPU_MS },
    };
  } finally {
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill('SIGKILL');
    await gone;
    await temporal.close();
    await simulators.stop();
  }
}

function rssMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** Linux counts in hundredths of a second (`getconf CLK_TCK`), everywhere. */
const TICK_MS = 10;

async function cpuMsWithin(pid: number, withinMs: number): Promise<number> {
  const before = cpuTicks(pid);
  await new Promise((resolve) => setTimeout(resolve, withinMs));
  return (cpuTicks(pid) - before) * TICK_MS;
}

/** Fields 14 and 15 of proc(5) `stat`: user and system time; the name before them may hold anything but `)`. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}
