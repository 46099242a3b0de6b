// `npm run test:clients`: other people's clients, unmodified, against our simulators over HTTP. Needs Python; skips
// with one line where there is none. `--only NAME` runs one file.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { environment, findPython, withSimulators } from '../python/ground.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SCRIPT_MS_MAX = 240_000;
const FIRST_PORT = 24_100;

/** One Python file a client; files that share requirements share a virtual environment. */
const CLIENTS = [
  { name: 'airbyte-api', requirements: 'airbyte-api', script: 'airbyte_api_client.py' },
  { name: 'airflow-airbyte', requirements: 'airflow', script: 'airflow_airbyte_client.py' },
  { name: 'dagster-airbyte', requirements: 'dagster', script: 'dagster_airbyte_client.py' },
  { name: 'pyairbyte', requirements: 'pyairbyte', script: 'pyairbyte_client.py' },
  { name: 'airflow-fivetran', requirements: 'airflow', script: 'airflow_fivetran_client.py' },
  { name: 'dagster-fivetran', requirements: 'dagster', script: 'dagster_fivetran_client.py' },
];

const say = (line) => process.stderr.write(`${line}\n`);

/** Runs one file; every line of JSON that it prints is one scenario. */
function scenarios(executable, client, urls) {
  const home = mkdtempSync(join(tmpdir(), 'penstock-clients-'));
  return new Promise((resolve) => {
    const child = spawn(executable, [join(HERE, client.script)], {
      env: {
        PATH: process.env.PATH,
        HOME: home,
        AIRFLOW_HOME: join(home, 'airflow'),
        FIVETRAN_URL: urls.fivetran,
        AIRBYTE_URL: urls.airbyte,
        PYTHONUNBUFFERED: '1',
        DO_NOT_TRACK: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: SCRIPT_MS_MAX,
    });
    const found = [];
    let errors = '';
    child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-4000)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"scenario"')) found.push(JSON.parse(line));
    });
    child.once('close', (code) => {
      rmSync(home, { recursive: true, force: true });
      if (code !== 0)
        found.push({
          scenario: 'came to its end',
          ok: false,
          detail: `exit ${code}: ${errors.slice(-1500)}`,
        });
      resolve(found);
    });
  });
}

async function main() {
  const python = findPython();
  if (python === null) {
    process.stdout.write('clients: skipped, there is no Python 3.10 with venv here\n');
    return 0;
  }
  const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
  let passed = 0;
  let failed = 0;
  let port = FIRST_PORT;
  for (const client of CLIENTS.filter(({ name }) => only === undefined || name === only)) {
    const executable = environment(python, join(HERE, 'requirements', `${client.requirements}.txt`));
    say(`running ${client.name} …`);
    const found = await withSimulators((port += 10), (urls) => scenarios(executable, client, urls));
    for (const { scenario, ok, detail } of found) {
      if (ok) passed += 1;
      else failed += 1;
      process.stdout.write(
        `${client.name.padEnd(18)} ${scenario.padEnd(34)} ${ok ? 'passed' : `FAILED: ${detail}`}\n`,
      );
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = await main();
