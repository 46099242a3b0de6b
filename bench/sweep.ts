// `npm run bench:sweep`: two accounts of 5,000 connections, one in a hundred failing: what a sweep costs and how soon
// it tells, with and without webhooks. Prints its figures; fails when one is off.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HOST, prepare, type Ground } from '../chaos/ground';
import { PenstockApi } from '../drills/penstock-api';
import { requestJson } from '../drills/request-json';
import { SimulatorControl } from '../drills/simulator-control';

const CONNECTIONS = 5000;
const FAILING = 50;
const SWEEP_EVERY_MS = 20_000;
/** What the shipped defaults cost an hour: sweeps and inventories as domain/account.schema.ts has them. */
const HOURLY = { fivetran: { runs: 47, inventory: 1 }, airbyte: { runs: 11, inventory: 1 } };
/** Fivetran's group names, asked for once an hour. */
const NAMES_CALLS = 1;
/** Failures come one after the other: a hundred an hour are not a burst. */
const APART_MS = 300;
const DETECT_MS_MAX = 120_000;

type Provider = 'fivetran' | 'airbyte';

const Report = z.object({
  scope: z.enum(['inventory', 'runs']),
  startedAt: z.string(),
  endedAt: z.string(),
  seen: z.number(),
  calls: z.number(),
});
const Truth = z.object({
  history: z.array(z.object({ status: z.string(), endedAt: z.string().nullable() })),
});

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Bench {
  api: PenstockApi;
  token: string;
  sims: Record<Provider, SimulatorControl>;
  ground: Ground;
}

/** Breaks some healthy connections, has each sync once, and waits for their incidents: milliseconds from end to opened. */
async function detect(
  { api, sims }: Bench,
  provider: Provider,
  ids: string[],
  apartMs = 0,
): Promise<number[]> {
  const sim = sims[provider];
  await Promise.all(
    ids.map((id) =>
      sim.breakConnection(id, { message: 'read tcp: connection reset by peer', until: 'never' }),
    ),
  );
  for (const id of ids) {
    await sim.run(id);
    await pause(apartMs);
  }
  const deadline = Date.now() + DETECT_MS_MAX;
  const waiting = new Set(ids);
  const opened = new Map<string, number>();
  while (waiting.size > 0 && Date.now() < deadline) {
    for (const incident of await api.all()) {
      if (!waiting.delete(incident.connection.id)) continue;
      opened.set(incident.connection.id, Date.parse(incident.openedAt));
    }
    await pause(250);
  }
  if (waiting.size > 0) throw new Error(`${waiting.size} of ${ids.length} failures were never found`);
  return Promise.all(
    ids.map(async (id) => {
      const { history } = Truth.parse(await requestJson('GET', `${sim.url}/_sim/connections/${id}`));
      const failed = history.find((run) => run.status === 'failed')?.endedAt;
      return (opened.get(id) ?? Number.NaN) - Date.parse(failed ?? '');
    }),
  );
}

/** One sweep by hand, and what the simulator's log says that it cost. */
async function sweepOnce({ api, token, sims }: Bench, provider: Provider) {
  const sim = sims[provider].url;
  const before = await calls(sim);
  const [report] = [
    Report.parse(
      await requestJson('POST', `${api.url}/api/v1/sweeps`, { token, body: { provider, account: 'sim' } }),
    ),
  ];
  const ms = Date.parse(report.endedAt) - Date.parse(report.startedAt);
  return { ...report, ms, logged: (await calls(sim)) - before };
}

async function calls(sim: string): Promise<number> {
  const Log = z.object({ items: z.array(z.object({ seq: z.number() })) });
  return Log.parse(await requestJson('GET', `${sim}/_sim/requests`)).items.at(-1)?.seq ?? 0;
}

function memoryMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(line) / 1024);
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function main(): Promise<number> {
  const ground = await prepare(say, { sweepEvery: `${SWEEP_EVERY_MS / 1000}s` });
  const { ports } = ground;
  const sims = {
    fivetran: new SimulatorControl(`http://${HOST}:${ports.sim}`),
    airbyte: new SimulatorControl(`http://${HOST}:${ports.sim + 1}`),
  };
  const off: string[] = [];
  const figure = (what: string, value: number, unit: string, most?: number) => {
    const holds = most === undefined || value <= most;
    if (!holds) off.push(what);
    const bound = most === undefined ? '' : `  (at most ${most}${holds ? '' : ': OFF'})`;
    process.stdout.write(`${what.padEnd(56)} ${String(Math.round(value)).padStart(7)} ${unit}${bound}\n`);
  };
  try {
    await ground.simulators.start();
    const ids: Record<Provider, string[]> = { fivetran: [], airbyte: [] };
    for (const provider of ['fivetran', 'airbyte'] as const) {
      const kind = provider === 'fivetran' ? { service: 'postgres' } : { sourceType: 'source-postgres' };
      const template = { ...kind, syncSeconds: 0.2, history: 2 };
      const body = { count: CONNECTIONS, template };
      const made = await requestJson('POST', `${sims[provider].url}/_sim/connections`, { body });
      ids[provider] = z.object({ ids: z.array(z.string()) }).parse(made).ids;
    }
    await ground.temporal.start();
    await ground.stack.start();
    const token = readFileSync(join(ground.folder, 'home', 'token'), 'utf8').trim();
    const bench: Bench = {
      ground,
      sims,
      token,
      api: new PenstockApi(`http://${HOST}:${ports.api}`, [token]),
    };
    const sweeps = async (count: number) => {
      for (let i = 0; i < count; i += 1)
        for (const provider of ['fivetran', 'airbyte'] as const) await sweepOnce(bench, provider);
      return memoryMb(ground.stack.pid);
    };
    const warm = await sweeps(4);
    figure('memory of the stack after 8 sweeps of 5,000', warm, 'MB');
    figure('memory of the stack after 16 more', await sweeps(8), 'MB', warm + 100);
    for (const provider of ['fivetran', 'airbyte'] as const) {
      const again = await sweepOnce(bench, provider);
      figure(`${provider}: sweep of ${CONNECTIONS} connections`, again.ms, 'ms', 60_000);
      figure(`${provider}: calls of an inventory`, again.calls, '', 300);
      const { runs, inventory } = HOURLY[provider];
      const perRuns = provider === 'fivetran' ? again.calls : await runsCalls(bench, provider);
      figure(`${provider}: calls of a sweep between inventories`, perRuns, '');
      figure(
        `${provider}: calls an hour with the defaults`,
        runs * perRuns + inventory * again.calls + NAMES_CALLS,
        '',
        300,
      );
      const found = await detect(bench, provider, ids[provider].slice(0, FAILING));
      figure(
        `${provider}: found without webhooks, slowest of ${FAILING}`,
        Math.max(...found),
        'ms',
        SWEEP_EVERY_MS * 1.25,
      );
    }
    const hooks = `http://${HOST}:${ports.api}/webhooks`;
    await sims.fivetran.setWebhooks({ url: `${hooks}/fivetran/sim`, secret: 'chaos-secret' });
    await sims.airbyte.setWebhooks({ url: `${hooks}/airbyte/sim/chaos-secret` });
    for (const provider of ['fivetran', 'airbyte'] as const) {
      const found = await detect(bench, provider, ids[provider].slice(FAILING, 2 * FAILING), APART_MS);
      figure(`${provider}: found with webhooks, p50`, percentile(found, 0.5), 'ms');
      figure(`${provider}: found with webhooks, p99`, percentile(found, 0.99), 'ms', 2000);
    }
    process.stdout.write(
      off.length === 0 ? 'bench: every figure holds\n' : `bench: OFF: ${off.join('; ')}\n`,
    );
    return off.length === 0 ? 0 : 1;
  } finally {
    for (const name of ['stack', 'temporal', 'simulators'] as const) await ground[name].end('SIGKILL');
    rmSync(ground.folder, { recursive: true, force: true });
  }
}

/** What the next scheduled sweep, which looks at runs only, costs by the simulator's log. */
async function runsCalls({ sims }: Bench, provider: Provider): Promise<number> {
  const sim = sims[provider].url;
  const before = await calls(sim);
  const deadline = Date.now() + 3 * SWEEP_EVERY_MS;
  let last = before;
  // A sweep's calls come together: they are over when nothing more comes for a while.
  for (let quiet = 0; Date.now() < deadline && (last === before || quiet < 8);) {
    await pause(500);
    const now = await calls(sim);
    quiet = now === last ? quiet + 1 : 0;
    last = now;
  }
  return last - before;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  },
);
