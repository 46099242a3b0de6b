// A Temporal dev server of our own: where the program comes from (a ladder), and how it is started.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { INCIDENT_ATTRIBUTES } from '../workflows/search-attributes';
import { downloadWithSdk } from './temporal-download';

const run = promisify(execFile);

/** Last CLI version that `go install` accepts (later ones carry a replace directive); server 1.29.1. */
export const TEMPORAL_CLI_VERSION = '1.5.1';

export interface LadderEnvironment {
  /** `PENSTOCK_TEMPORAL_CLI`: a program to use as it is. */
  cli?: string;
  path: string;
  /** Per-user cache, outside the checkout. */
  cacheFolder: string;
  /** What programs started on the way inherit. */
  inherit: NodeJS.ProcessEnv;
}

export function ladderEnvironment(env: NodeJS.ProcessEnv): LadderEnvironment {
  const cache = env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return {
    ...(env.PENSTOCK_TEMPORAL_CLI ? { cli: env.PENSTOCK_TEMPORAL_CLI } : {}),
    path: env.PATH ?? '',
    cacheFolder: join(cache, 'penstock', 'temporal', TEMPORAL_CLI_VERSION),
    inherit: env,
  };
}

/** The Temporal program: the first rung that holds. Each rung says one line. @throws Error listing the ways. */
export async function findTemporalExecutable(
  say: (line: string) => void,
  { cli, path, cacheFolder, inherit }: LadderEnvironment,
): Promise<string> {
  const cached = join(cacheFolder, 'temporal');
  if (cli) {
    if (await works(cli)) return told(say, `using ${cli} (PENSTOCK_TEMPORAL_CLI)`, cli);
    throw new Error(`PENSTOCK_TEMPORAL_CLI: ${cli} is not a Temporal CLI that runs here`);
  }
  const onPath = find('temporal', path);
  if (onPath && (await works(onPath))) return told(say, `using ${onPath} (on the PATH)`, onPath);
  if (await works(cached)) return told(say, 'using the Temporal CLI cached earlier', cached);
  say("no Temporal CLI here yet; trying the SDK's download");
  if (await downloadWithSdk(cached, say)) return cached;
  const go = find('go', path);
  if (go) {
    await buildWithGo(go, cacheFolder, inherit, say);
    if (await works(cached)) return cached;
  }
  throw new Error(
    'no Temporal server: set TEMPORAL_ADDRESS to a running one, or PENSTOCK_TEMPORAL_CLI to a Temporal CLI, ' +
      'or put `temporal` on the PATH, or install Go 1.25 or newer so that it can be built once, or allow its download',
  );
}

export interface DevServerOptions {
  /** Holds the database file, named by version: a file of another version is not migrated. */
  folder: string;
  port: number;
  /** Absent = no UI. */
  uiPort?: number;
}

/** Arguments of `temporal`; the poll rates lift a default that makes a lone workflow wait 50 ms at every step. */
export function temporalServerArgs({ folder, port, uiPort }: DevServerOptions): string[] {
  const dynamic = ['transfer', 'timer', 'visibility'].map(
    (name) => `history.${name}ProcessorMaxPollRPS=10000`,
  );
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-ip', '127.0.0.1', '--ui-port', String(uiPort)]),
    ...['--db-filename', join(folder, `temporal-${TEMPORAL_CLI_VERSION}.db`)],
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
    ...[...dynamic, 'frontend.enableServerVersionCheck=false'].flatMap((value) => [
      '--dynamic-config-value',
      value,
    ]),
    ...Object.values(INCIDENT_ATTRIBUTES).flatMap((key) => ['--search-attribute', `${key.name}=Keyword`]),
  ];
}

export interface RunningTemporal {
  address: string;
  pid: number;
  /** Settles when the server ends, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const READY_MS_MAX = 60_000;

/** Starts a dev server and waits until it answers. @throws Error with the server's own words when it does not. */
export async function startTemporalServer(
  executable: string,
  options: DevServerOptions,
): Promise<RunningTemporal> {
  mkdirSync(options.folder, { recursive: true });
  // Its own process group: Ctrl-C in the terminal must reach us first, the server last.
  const child = spawn(executable, temporalServerArgs(options), {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let words = '';
  child.stderr.on('data', (data: Buffer) => (words = (words + data.toString()).slice(-2000)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = `127.0.0.1:${options.port}`;
  const deadline = Date.now() + READY_MS_MAX;
  while (!(await answers(address))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the Temporal server did not start: ${words.trim() || 'it said nothing'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    address,
    pid: child.pid ?? 0,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(hard);
    },
  };
}

async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1000 });
    // The frontend answers before its namespace is there.
    await connection.workflowService
      .describeNamespace({ namespace: 'default' })
      .finally(() => connection.close());
    return true;
  } catch {
    return false;
  }
}

async function works(executable: string): Promise<boolean> {
  if (!existsSync(executable)) return false;
  return run(executable, ['--version'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

function find(program: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .find((candidate) => existsSync(candidate));
}

/** Builds in a folder of its own and moves the result, so that a broken build leaves nothing behind. */
async function buildWithGo(
  go: string,
  cacheFolder: string,
  inherit: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'build-'));
  const started = Date.now();
  const since = () => `${Math.round((Date.now() - started) / 1000)} s`;
  say(`building the Temporal CLI ${TEMPORAL_CLI_VERSION} with Go: about three minutes, once`);
  const progress = setInterval(() => say(`building the Temporal CLI … ${since()}`), 15_000);
  try {
    await run(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_CLI_VERSION}`], {
      env: { ...inherit, GOBIN: folder },
      maxBuffer: 16 * 1024 * 1024,
    });
    renameSync(join(folder, 'temporal'), join(cacheFolder, 'temporal'));
    say(`built the Temporal CLI in ${since()}`);
  } catch (error) {
    const words = error instanceof Error ? error.message.slice(-600) : String(error);
    say(`Go could not build it: ${words}`);
  } finally {
    clearInterval(progress);
    rmSync(folder, { recursive: true, force: true });
  }
}

function told(say: (line: string) => void, line: string, executable: string): string {
  say(line);
  return executable;
}
