// Set-up on a fresh clone, with nothing but Node: install, build, then run the command after `--`.
// Each step says in one line what it does; what is up to date is skipped.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES =
  'activities bench chaos client domain drills ingress integrations local simulators workers workflows'.split(
    ' ',
  );
const BUILT = join(ROOT, 'dist', '.built');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20) || major === 21) {
  fail(`Node ${process.versions.node} is too old: use 20.20 or newer (24 advised)`);
}

/** Newest change below a folder, in milliseconds. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function step(what, command, args) {
  const started = Date.now();
  process.stderr.write(`penstock: ${what} …\n`);
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) fail(`${what} failed`);
  process.stderr.write(`penstock: ${what} done (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

function fail(message) {
  process.stderr.write(`penstock: ${message}\n`);
  process.exit(1);
}

function install() {
  const lock = join(ROOT, 'package-lock.json');
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  step('installing packages', process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--loglevel=error']);
}

function build() {
  const inputs = [
    ...SOURCES.map((name) => join(ROOT, name)),
    join(ROOT, 'tsconfig.build.json'),
    join(ROOT, 'package-lock.json'),
  ];
  const changed = Math.max(...inputs.filter(existsSync).map(newest));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > changed) return;
  rmSync(BUILT, { force: true });
  mkdirSync(dirname(BUILT), { recursive: true });
  step('building', process.execPath, [
    join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'tsconfig.build.json',
  ]);
  step('bundling workflows', process.execPath, [join(ROOT, 'dist', 'workers', 'build-bundle.js')]);
  writeFileSync(BUILT, new Date().toISOString());
}

install();
build();

const separator = process.argv.indexOf('--');
const [command, ...args] = separator < 0 ? [] : process.argv.slice(separator + 1);
if (command) {
  const child = spawn(command === 'node' ? process.execPath : command, args, { cwd: ROOT, stdio: 'inherit' });
  // A terminal sends Ctrl-C to the child as well; a signal sent to us alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => process.stdin.isTTY || child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
