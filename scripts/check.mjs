// `npm run check`: what must hold before a commit. Everything runs, then it says what did not hold. About a minute and
// a half on two cores, most of it lint with types; `npm test` has the suites that need servers.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (...path) => join(ROOT, 'node_modules', ...path);

/** Pure code, the import table, and the replay of recorded histories. */
const QUICK = 'test/(unit/domain|unit/config|replay)/|test/[^/]+[.]test[.]ts$';

/** Lanes run side by side, the steps of a lane one after the other: two cores are enough. */
const LANES = [
  [['lint', bin('eslint', 'bin', 'eslint.js'), ['.', '--max-warnings', '0']]],
  [
    ['format', bin('prettier', 'bin', 'prettier.cjs'), ['--check', '--log-level', 'warn', '.']],
    [
      'types',
      bin('typescript', 'bin', 'tsc'),
      ['--noEmit', '--incremental', '--tsBuildInfoFile', 'dist/.check.tsbuildinfo'],
    ],
    ['unused', bin('knip', 'bin', 'knip.js'), ['--no-progress']],
    [
      'tests',
      bin('jest', 'bin', 'jest.js'),
      ['--selectProjects', 'unit', '--maxWorkers', '1', '--testPathPatterns', QUICK],
    ],
  ],
];

/** Ends with what it wrote when it failed, with nothing when it held. */
async function run([name, script, args]) {
  const started = Date.now();
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (words += data));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const held = code === 0;
  process.stdout.write(
    `${held ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  return held ? [] : [`\n── ${name}\n${words.trim()}\n`];
}

const faults = await Promise.all(
  LANES.map(async (steps) => {
    const found = [];
    for (const step of steps) found.push(...(await run(step)));
    return found;
  }),
);
process.stdout.write(faults.flat().join(''));
process.exit(faults.flat().length === 0 ? 0 : 1);
