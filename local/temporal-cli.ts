// Where the Temporal program comes from: a ladder, each rung told in one line, each candidate proven by running it.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { EnvironmentError } from '../integrations/secrets/environment';
import { buildWithGo } from './temporal-build';
import { downloadWithSdk } from './temporal-download';

const run = promisify(execFile);

/** Last CLI version that `go install` accepts (later ones carry a replace directive); server 1.29.1. */
export const TEMPORAL_CLI_VERSION = '1.5.1';

/** First server with the worker deployments that pin incidents to their build. */
const SERVER_VERSION_MIN = [1, 29, 1];

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
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return {
    ...(env.PENSTOCK_TEMPORAL_CLI ? { cli: env.PENSTOCK_TEMPORAL_CLI } : {}),
    path: env.PATH ?? '',
    cacheFolder: join(cache, 'penstock', 'temporal', TEMPORAL_CLI_VERSION),
    inherit: env,
  };
}

/** The Temporal program: the first rung that holds. @throws EnvironmentError listing the ways when none does. */
export async function findTemporalExecutable(
  say: (line: string) => void,
  { cli, path, cacheFolder, inherit }: LadderEnvironment,
  download: typeof downloadWithSdk = downloadWithSdk,
): Promise<string> {
  const cached = join(cacheFolder, 'temporal');
  if (cli !== undefined) {
    const unfit = await unfitness(cli);
    if (unfit !== null) throw new EnvironmentError(`PENSTOCK_TEMPORAL_CLI: ${cli} ${unfit}`);
    return told(say, `using ${cli} (PENSTOCK_TEMPORAL_CLI)`, cli);
  }
  const onPath = find('temporal', path);
  if (onPath !== undefined) {
    const unfit = await unfitness(onPath);
    if (unfit === null) return told(say, `using ${onPath} (on the PATH)`, onPath);
    say(`not using ${onPath}: it ${unfit}`);
  }
  if ((await unfitness(cached)) === null)
    return told(say, `using the Temporal CLI cached in ${cacheFolder}`, cached);
  makeCache(cacheFolder);
  say("no Temporal CLI here yet; trying the SDK's own download");
  if ((await download(cached, say)) && (await unfitness(cached)) === null) return cached;
  const go = find('go', path);
  if (go === undefined) say('no Go on the PATH to build it with');
  else if (await buildWithGo(go, { cacheFolder, version: TEMPORAL_CLI_VERSION, inherit }, say)) {
    const unfit = await unfitness(cached);
    if (unfit === null) return cached;
    say(`what was built ${unfit}`);
  }
  throw new EnvironmentError(
    'no Temporal server. Any of these helps: set TEMPORAL_ADDRESS to a running one; set PENSTOCK_TEMPORAL_CLI to a ' +
      'Temporal CLI or put `temporal` on the PATH; allow its download; install Go 1.25 or newer to have it built once',
  );
}

/** Some users have no home to write to: what is got on the lower rungs needs a place. */
function makeCache(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(
      `XDG_CACHE_HOME: cannot make the folder ${folder} for a Temporal CLI (${why}); choose another, ` +
        'or set TEMPORAL_ADDRESS or PENSTOCK_TEMPORAL_CLI',
    );
  }
}

/** Version of the server inside this program, such as `1.29.1`; `null` when it does not run or is something else. */
export async function serverVersionOf(executable: string): Promise<string | null> {
  if (!existsSync(executable)) return null;
  try {
    const { stdout } = await run(executable, ['--version'], { timeout: 20_000 });
    return /^temporal version .*\bServer (\d+\.\d+\.\d+)/m.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Why this program will not do, as the end of a sentence; `null` when it will. */
async function unfitness(executable: string): Promise<string | null> {
  const version = await serverVersionOf(executable);
  if (version === null) return 'is not a Temporal CLI that runs here';
  return isOlder(version, SERVER_VERSION_MIN)
    ? `holds server ${version}, and ${SERVER_VERSION_MIN.join('.')} or newer is needed`
    : null;
}

function isOlder(version: string, minimum: number[]): boolean {
  const parts = version.split('.').map(Number);
  const differs = minimum.findIndex((part, index) => parts[index] !== part);
  return differs >= 0 && (parts[differs] ?? 0) < (minimum[differs] ?? 0);
}

function find(program: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .find((candidate) => existsSync(candidate));
}

function told(say: (line: string) => void, line: string, executable: string): string {
  say(line);
  return executable;
}
