// `npm run test:fuzz`: schemathesis sends whatever the vendors' OpenAPI documents allow, and more, to the simulators:
// none may answer 5xx. Needs Python and the documents beside the checkout; skips with one line without them.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, findPython, withSimulators } from '../python/ground.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const DOCUMENTS = join(HERE, '..', '..', '..', 'shared', 'data', 'openapi');
const EXAMPLES = process.env.PENSTOCK_FUZZ_EXAMPLES ?? '20';
const MS_MAX = 10 * 60_000;
const PORT = 24_300;

async function token(airbyte) {
  const answer = await fetch(`${airbyte}/api/public/v1/applications/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: 'sim-client', client_secret: 'sim-secret' }),
  });
  return (await answer.json()).access_token;
}

/** Resolves to true when no operation answered 5xx. */
function fuzz(python, name, url, authorization) {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-fuzz-'));
  process.stdout.write(`fuzzing the ${name} simulator …\n`);
  return new Promise((resolve) => {
    const args = [
      ...['-m', 'schemathesis.cli', 'run', join(DOCUMENTS, `${name}.json`), '--url', url],
      ...['--checks', 'not_a_server_error', '--max-examples', EXAMPLES, '--seed', '20261121'],
      ...['--phases', 'examples,coverage,fuzzing', '--workers', '2', '--no-color'],
      ...['-H', `Authorization: ${authorization}`],
    ];
    const child = spawn(python, args, {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, PYTHONUNBUFFERED: '1' },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: MS_MAX,
    });
    child.once('close', (code) => {
      rmSync(folder, { recursive: true, force: true });
      resolve(code === 0);
    });
  });
}

async function main() {
  const python = findPython();
  if (python === null) return skip('there is no Python 3.10 with venv here');
  if (!existsSync(DOCUMENTS)) return skip('the OpenAPI documents are not beside the checkout');
  const executable = environment(python, join(HERE, 'requirements.txt'));
  const basic = `Basic ${Buffer.from('sim-key:sim-secret').toString('base64')}`;
  const results = await withSimulators(PORT, async ({ fivetran, airbyte }) => [
    await fuzz(executable, 'fivetran', fivetran, basic),
    await fuzz(executable, 'airbyte', `${airbyte}/api/public/v1`, `Bearer ${await token(airbyte)}`),
  ]);
  const failed = results.filter((ok) => !ok).length;
  process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

function skip(why) {
  process.stdout.write(`fuzz: skipped, ${why}\n`);
  return 0;
}

process.exitCode = await main();
