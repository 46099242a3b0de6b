// `npm run chaos:effects`: every action at both providers meets every fault of its one write; the simulators' log counts.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PenstockApi } from '../../drills/penstock-api';
import { SimulatorControl } from '../../drills/simulator-control';
import { chaosConfig } from '../config';
import { HOST, prepare, type Ground } from '../ground';
import { ACTIONS, pathOf, type Action } from './actions';
import { WRITE_FAULTS, type WriteFault } from './faults';
import { logEnd, writesOf } from './log';
import { effectsTable } from './table';
import { cellOf, type Cell, type StepSaid } from './verdict';

const say = (line: string) => process.stderr.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A case may wait for a settle time twice, for the breaker, and for a stack that starts again. */
const CASE_MS_MAX = 120_000;
/** A late write may come after the incident has made up its mind. */
const LATE_MS = 5000;
const SETTLED = new Set(['applied', 'not_applied', 'unknown', 'blocked']);

/** Everything may be done by whoever asks: here the protocol is under test, not the policy. */
const POLICY = `apiVersion: penstock/v1
kind: Policy
metadata: { name: default, version: 1 }
spec:
  defaults:
    mode: automate
    severity: info
    approval: { quorum: 1 }
    timings:
      approvalExpires: 1h
      approvalEscalates: 30m
      settle: 8s
      readBackEvery: 250ms
      verifyWithin: 20m
      verifyAtLeastIntervals: 0
      verifyPoll: 2s
      handoffPoll: 10s
      stuckAfter: 20m
      retryBackoff: 500ms
  rules:
    - { id: all, why: the protocol is under test, match: { symptom: requested }, mode: automate }
`;

interface Bench {
  ground: Ground;
  api: PenstockApi;
  simulators: Record<Action['provider'], SimulatorControl>;
}

async function runCase(bench: Bench, action: Action, fault: WriteFault): Promise<Cell> {
  const simulator = bench.simulators[action.provider];
  const kind = action.provider === 'fivetran' ? { service: 'postgres' } : { sourceType: 'source-postgres' };
  const id = await simulator.createConnection({ ...kind, syncSeconds: 1, ...action.spec });
  await action.before?.(simulator, id);
  const since = await logEnd(simulator.url);
  if (fault.fault)
    await simulator.addFault({ ...fault.fault, method: action.write.method, path: pathOf(action, id) });
  const step = { kind: action.kind, params: action.params ?? {} };
  const incidentId = await bench.api.requestChange(`${action.provider}/sim/${id}`, step);
  if (fault.kill) {
    await until(async () => (await writesOf(simulator.url, action, id, since)).length > 0);
    await bench.ground.stack.crash();
  }
  const said = await settled(bench.api, incidentId);
  await pause(LATE_MS);
  const writes = await writesOf(simulator.url, action, id, since);
  return cellOf(action, fault, writes, said);
}

async function settled(api: PenstockApi, incidentId: string): Promise<StepSaid> {
  let said: StepSaid = { status: 'not asked', outcome: null };
  await until(async () => {
    said = (await api.firstStep(incidentId)) ?? said;
    return SETTLED.has(said.status);
  }).catch(() => undefined);
  return said;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + CASE_MS_MAX;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error('not reached in time');
    await pause(100);
  }
}

/** Cases in lanes: what shares a path with others goes one by one, the rest a few at a time. */
function lanes(): [Action, WriteFault][][] {
  const all = ACTIONS.flatMap((action) => WRITE_FAULTS.map((fault): [Action, WriteFault] => [action, fault]));
  const calm = all.filter(([, fault]) => !fault.kill);
  const shared = calm.filter(([action]) => action.shared);
  const alone = calm.filter(([action]) => !action.shared);
  const width = 5;
  return [
    shared,
    ...Array.from({ length: width }, (_, lane) => alone.filter((_case, index) => index % width === lane)),
  ];
}

async function main(): Promise<number> {
  const only = process.argv[2];
  const wanted = ([action]: [Action, WriteFault]) =>
    only === undefined || `${action.provider}/${action.kind}`.includes(only);
  const ground = await prepare(say, { sweepEvery: 'never' });
  writeFileSync(join(ground.folder, 'config', 'policies', 'default.yaml'), POLICY);
  rmSync(join(ground.folder, 'config', 'policies', 'simulators.yaml'));
  const sim = (offset: number) => new SimulatorControl(`http://${HOST}:${ground.ports.sim + offset}`);
  const simulators = { fivetran: sim(0), airbyte: sim(1) };
  const cells: Cell[] = [];
  try {
    await ground.simulators.start();
    await ground.temporal.start();
    await ground.stack.start();
    const token = readFileSync(join(ground.folder, 'home', 'token'), 'utf8').trim();
    const bench: Bench = {
      ground,
      simulators,
      api: new PenstockApi(`http://${HOST}:${ground.ports.api}`, [token]),
    };
    const run = async (cases: [Action, WriteFault][]) => {
      for (const [action, fault] of cases.filter(wanted)) {
        const cell = await runCase(bench, action, fault);
        cells.push(cell);
        if (!cell.ok)
          say(
            `OFF ${action.provider} ${action.kind}, ${fault.name}: ${cell.effects} effects, "${cell.said.status}": ${cell.said.outcome ?? ''}`,
          );
        else if (cells.length % 20 === 0) say(`${cells.length} cases done`);
      }
    };
    await Promise.all(lanes().map(run));
    const kills = WRITE_FAULTS.filter((fault) => fault.kill);
    await run(ACTIONS.flatMap((action) => kills.map((fault): [Action, WriteFault] => [action, fault])));
    process.stdout.write(`${effectsTable(cells)}\n`);
    const off = cells.filter((cell) => !cell.ok).length;
    process.stdout.write(`${cells.length} cases, ${off} off\n`);
    return off === 0 ? 0 : 1;
  } finally {
    for (const name of ['stack', 'temporal', 'simulators'] as const) await ground[name].end('SIGKILL');
    if (chaosConfig().keep) say(`kept ${ground.folder}`);
    else rmSync(ground.folder, { recursive: true, force: true });
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
