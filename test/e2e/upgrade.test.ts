import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PenstockApi, type DrillIncident } from '../../drills/penstock-api';
import { SimulatorControl } from '../../drills/simulator-control';

const ROOT = join(__dirname, '..', '..');

interface Stack {
  api: PenstockApi;
  simulator: SimulatorControl;
  /** Everything that the stack has said. */
  words(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const running = new Set<ChildProcess>();
const folder = mkdtempSync(join(tmpdir(), 'penstock-upgrade-'));
const home = join(folder, 'home');

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function start(root: string, simPort: string): Promise<Stack> {
  rmSync(join(home, 'stack.json'), { force: true });
  const child = spawn(process.execPath, [join(root, 'dist', 'local', 'main.js')], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PENSTOCK_HOME: home,
      PENSTOCK_PORT: '0',
      PENSTOCK_SIM_PORT: simPort,
      PENSTOCK_TEMPORAL_PORT: '0',
      PENSTOCK_TEMPORAL_UI_PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  let words = '';
  child.stderr.on('data', (data: Buffer) => (words += data.toString()));
  await until(
    'the stack is up',
    () => Promise.resolve(existsSync(join(home, 'stack.json'))),
    () => words,
  );
  // Written by local/home.ts.
  const stack = JSON.parse(readFileSync(join(home, 'stack.json'), 'utf8')) as {
    api: string;
    simulators: { fivetran: string };
  };
  return {
    api: new PenstockApi(stack.api, [readFileSync(join(home, 'token'), 'utf8').trim()]),
    simulator: new SimulatorControl(stack.simulators.fivetran),
    words: () => words,
    async stop(signal = 'SIGTERM') {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await gone;
      running.delete(child);
    },
  };
}

async function until(
  what: string,
  holds: () => Promise<boolean>,
  words: () => string = () => '',
): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`not in time: ${what}\n${words()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The same product with another workflow bundle: what the next release looks like to an open incident. */
function nextBuild(): string {
  const root = join(folder, 'next');
  cpSync(join(ROOT, 'dist'), join(root, 'dist'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const bundle = join(root, 'dist', 'workflow-bundle.js');
  // In front: behind, it would spoil the source map, which is the last line.
  writeFileSync(bundle, `// the next build\n${readFileSync(bundle, 'utf8')}`);
  return root;
}

it('an upgrade takes over the incidents that are open, and carries them on', async () => {
  const before = await start(ROOT, '0');
  const id = await before.simulator.createConnection({ service: 'mysql', syncSeconds: 0.3 });
  await before.simulator.breakConnection(id, {
    message: "Unknown column 'region' in 'field list'",
    until: 'schema',
  });
  await before.simulator.run(id);
  const status = async (stack: Stack) => (await stack.api.incidentsOf(id))[0];
  await until(
    'an approval is asked for',
    async () => (await status(before))?.status === 'awaiting_approval',
    before.words,
  );
  await before.stop();

  const after = await start(nextBuild(), '0');
  await until(
    'the takeover is announced',
    () => Promise.resolve(/took over 1 open incident/.test(after.words())),
    after.words,
  );
  const waiting = await status(after);
  expect(waiting?.status).toBe('awaiting_approval');
  // The simulators keep nothing across a restart: the connection is gone, and the incident waits instead of failing.
  await after.api.decide(waiting as DrillIncident, { decision: 'reject', reason: 'seen by the next build' });
  await until('the next build obeys', async () => (await status(after))?.status === 'closed', after.words);
  await after.stop();
}, 180_000);
