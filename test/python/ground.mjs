// The ground of suites that need Python: an environment a requirements file, and simulators of their own.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Python 3.10 or later with venv, or `null`. */
export function findPython() {
  for (const command of ['python3', 'python']) {
    const asked = spawnSync(
      command,
      ['-c', 'import sys, venv, ensurepip; print(sys.version_info >= (3, 10))'],
      {
        encoding: 'utf8',
      },
    );
    if (asked.status === 0 && asked.stdout.trim() === 'True') return command;
  }
  return null;
}

/** The Python of an environment with these requirements, kept outside the checkout under the hash of what is in it. */
export function environment(python, file) {
  const name = basename(file, '.txt');
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'penstock', 'python');
  const folder = join(cache, `${name}-${hash}`);
  const executable = join(folder, 'bin', 'python');
  if (existsSync(join(folder, '.complete'))) return executable;
  mkdirSync(cache, { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  process.stderr.write(`installing ${name} (once, into ${folder}) …\n`);
  run(python, ['-m', 'venv', folder]);
  run(executable, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', file]);
  // pip leaves no mark of its own that it came to its end.
  writeFileSync(join(folder, '.complete'), '');
  return executable;
}

function run(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${done.stderr.slice(-2000)}`);
}

/** Fresh simulators for each file, on ports of their own. */
export async function withSimulators(port, work) {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'simulators', 'main.js')], {
    env: { ...process.env, PENSTOCK_SIM_PORT: String(port), PENSTOCK_HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const ready = await new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the simulators ended with ${code}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.includes('"simulators.ready"')) resolve(JSON.parse(line));
      });
    });
    return await work(ready);
  } finally {
    child.kill();
  }
}
