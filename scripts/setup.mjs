// Set-up on a fresh clone, with nothing but Node: install, build, then run the command after `--`.
// Each step says in one line what it does; what is up to date is skipped.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeTurn } from './take-turn.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const ROOMS =
  'activities bench chaos client domain drills evals ingress integrations local simulators workers workflows';
/** What the console serves as it is. */
const ASSETS = 'ingress/console/assets';
const BUILT = join(ROOT, 'dist', '.built');
const BAD_ENVIRONMENT = 78;
const PARENT_EVERY_MS = 1000;

function say(line) {
  process.stderr.write(`penstock: ${line}\n`);
}

function fail(line, exitCode = 1) {
  say(line);
  process.exit(exitCode);
}

/** One hash over names and contents: a clock that jumps or a file put back with its old date cannot mislead it. */
function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  const add = (path) => {
    for (const entry of readdirSync(join(ROOT, path), { withFileTypes: true })) {
      const name = `${path}/${entry.name}`;
      if (entry.isDirectory()) add(name);
      else if (name.endsWith('.ts') || name.startsWith(`${ASSETS}/`))
        hash.update(`${name}\n`).update(readFileSync(join(ROOT, name)));
    }
  };
  for (const path of paths.filter((name) => existsSync(join(ROOT, name)))) {
    if (path.includes('.')) hash.update(`${path}\n`).update(readFileSync(join(ROOT, path)));
    else add(path);
  }
  return hash.digest('hex');
}

function step(what, command, args) {
  const started = Date.now();
  say(`${what} …`);
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) fail(`${what}: ${command} cannot be run (${error.message})`, BAD_ENVIRONMENT);
  if (status !== 0) fail(`${what} failed; the lines above say why`);
  say(`${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function install() {
  const lock = join(ROOT, 'package-lock.json');
  // npm writes this one last: an interrupted install leaves none.
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  const npm = process.env.npm_execpath;
  // The npm that runs us, whatever the PATH says.
  const [command, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  step('installing packages (a minute or two, once)', command, [...before, 'ci', '--loglevel=error']);
}

function build() {
  const inputs = [...ROOMS.split(' '), 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  const print = fingerprint(inputs);
  if (existsSync(BUILT) && readFileSync(BUILT, 'utf8') === print) return;
  rmSync(BUILT, { force: true });
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  step('compiling', process.execPath, [tsc, '-p', 'tsconfig.build.json']);
  cpSync(join(ROOT, ASSETS), join(ROOT, 'dist', ASSETS), { recursive: true });
  step('bundling workflows', process.execPath, [join(ROOT, 'dist', 'workers', 'build-bundle.js')]);
  writeFileSync(BUILT, print);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20) || major === 21) {
  fail(`Node ${process.versions.node} is too old: use 20.20 or newer (24 advised)`, BAD_ENVIRONMENT);
}
// Two commands started at once on one checkout would install and build into each other.
const done = await takeTurn(join(ROOT, '.setup-lock'), () =>
  say('another set-up is running here; waiting for it …'),
);
try {
  install();
  build();
} catch (error) {
  fail(`set-up: ${error.message}`, BAD_ENVIRONMENT);
} finally {
  done();
}

const separator = process.argv.indexOf('--');
const [command, ...args] = separator < 0 ? [] : process.argv.slice(separator + 1);
if (command) {
  const child = spawn(command === 'node' ? process.execPath : command, args, { cwd: ROOT, stdio: 'inherit' });
  // A terminal sends Ctrl-C to the child as well; a signal sent to us alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  // npm and its shell may be ended without a word to us; what they started ends with them.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), PARENT_EVERY_MS).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
