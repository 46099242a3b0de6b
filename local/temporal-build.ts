// Builds the Temporal CLI with Go, once per user: about three minutes and two gigabytes of memory.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const PROGRESS_EVERY_MS = 15_000;
const WORDS_CHARS_MAX = 600;

/** True when the program now stands in the cache. Builds beside it and moves, so that a broken build leaves nothing. */
export async function buildWithGo(
  go: string,
  { cacheFolder, version, inherit }: { cacheFolder: string; version: string; inherit: NodeJS.ProcessEnv },
  say: (line: string) => void,
): Promise<boolean> {
  const started = Date.now();
  const since = () => `${Math.round((Date.now() - started) / 1000)} s`;
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'build-'));
  say(`building the Temporal CLI ${version} with Go (1.25 or newer): about three minutes, once`);
  const progress = setInterval(() => say(`building the Temporal CLI … ${since()}`), PROGRESS_EVERY_MS);
  try {
    const fault = await install(go, `github.com/temporalio/cli/cmd/temporal@v${version}`, folder, inherit);
    if (fault !== null) {
      say(`Go could not build it: ${fault}`);
      return false;
    }
    renameSync(join(folder, 'temporal'), join(cacheFolder, 'temporal'));
    say(`built the Temporal CLI in ${since()}`);
    return true;
  } finally {
    clearInterval(progress);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Go's own words when it fails. */
async function install(
  go: string,
  module: string,
  folder: string,
  inherit: NodeJS.ProcessEnv,
): Promise<string | null> {
  // GOBIN works only for this machine's own kind; the CLI is pure Go and needs no C compiler.
  const child = spawn(go, ['install', module], {
    env: { ...inherit, GOOS: undefined, GOARCH: undefined, GOBIN: folder, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const withUs = () => child.kill('SIGTERM');
  process.once('exit', withUs);
  let words = '';
  child.stderr.on('data', (data: Buffer) => (words = (words + data.toString()).slice(-WORDS_CHARS_MAX)));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      words = error.message;
      resolve(1);
    });
    child.once('exit', (exitCode) => resolve(exitCode));
  });
  process.removeListener('exit', withUs);
  return code === 0 ? null : words.trim() || `it ended with ${String(code)}`;
}
