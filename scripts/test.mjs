// Every suite, one project after the other, and one line at the end that says how it went.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PROJECTS = ['unit', 'store', 'integration'];
const only = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'penstock-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
let failed = false;

for (const project of PROJECTS.filter((name) => only.length === 0 || only.includes(name))) {
  const report = join(folder, `${project}.json`);
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = [
    jest,
    '--selectProjects',
    project,
    '--json',
    '--outputFile',
    report,
    '--maxWorkers',
    project === 'unit' ? '2' : '1',
    // Native runtimes of the Temporal SDK linger for seconds after their workers have stopped.
    ...(project === 'integration' ? ['--forceExit'] : []),
  ];
  // PGlite loads its parts by dynamic import, which Jest's sandbox allows only with this flag.
  const env = {
    ...process.env,
    NODE_OPTIONS: '--experimental-vm-modules',
    NODE_NO_WARNINGS: '1',
    FORCE_COLOR: process.env.FORCE_COLOR ?? '0',
  };
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  failed ||= status !== 0;
  const before = total.failed;
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    total.passed += result.numPassedTests;
    total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    total.skipped += result.numPendingTests;
  } catch {
    total.failed += 1;
  }
  // A run that broke outside of any test is a failure that the line must show.
  if (status !== 0 && total.failed === before) total.failed += 1;
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`,
);
process.exit(failed || total.failed > 0 ? 1 : 0);
