// `npm run test:clients`: other people's clients, unmodified, against our simulators over HTTP. Needs Python; skips
// with one line where there is none. `--only NAME` runs one client.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { environment, findPython, withSimulators } from '../python/ground.mjs';
import { play } from './play.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ANY_FREE_PORTS = 0;

/** One Python file a client; files that share requirements share a virtual environment. */
const CLIENTS = [
  { name: 'airbyte-api', requirements: 'airbyte-api', script: 'airbyte_api_client.py' },
  { name: 'airflow-airbyte', requirements: 'airflow', script: 'airflow_airbyte_client.py' },
  { name: 'dagster-airbyte', requirements: 'dagster', script: 'dagster_airbyte_client.py' },
  { name: 'prefect-airbyte', requirements: 'prefect', script: 'prefect_airbyte_client.py' },
  { name: 'pyairbyte', requirements: 'pyairbyte', script: 'pyairbyte_client.py' },
  { name: 'airflow-fivetran', requirements: 'airflow', script: 'airflow_fivetran_client.py' },
  { name: 'dagster-fivetran', requirements: 'dagster', script: 'dagster_fivetran_client.py' },
];
const NAMES = CLIENTS.map(({ name }) => name);
const NAME_WIDTH = Math.max(...NAMES.map((name) => name.length));
const SCENARIO_WIDTH = 60;

/** The clients asked for: all, or the one after `--only`; throws on a name that is none of them. */
function chosen(args) {
  const at = args.indexOf('--only');
  if (at < 0) return CLIENTS;
  const found = CLIENTS.filter(({ name }) => name === args[at + 1]);
  if (found.length === 0) throw new Error(`--only ${args[at + 1] ?? ''}: not one of ${NAMES.join(', ')}`);
  return found;
}

/** The client's scenarios as they went; one that cannot be installed or started is a failed scenario as well. */
async function tried(python, client) {
  try {
    const executable = environment(python, join(HERE, 'requirements', `${client.requirements}.txt`));
    process.stderr.write(`running ${client.name} …\n`);
    return await withSimulators(ANY_FREE_PORTS, (urls) => play(executable, join(HERE, client.script), urls));
  } catch (error) {
    return [{ scenario: 'is installed and started', ok: false, detail: error.message }];
  }
}

async function main() {
  const clients = chosen(process.argv.slice(2));
  const python = findPython();
  if (python === null) {
    process.stdout.write('clients: skipped, there is no Python 3.10 with venv here\n');
    return 0;
  }
  const tally = { passed: 0, failed: 0 };
  for (const client of clients) {
    for (const { scenario, ok, detail } of await tried(python, client)) {
      tally[ok ? 'passed' : 'failed'] += 1;
      const row = `${client.name.padEnd(NAME_WIDTH)}  ${scenario.padEnd(SCENARIO_WIDTH)}`;
      process.stdout.write(`${row}  ${ok ? 'passed' : `FAILED: ${detail.replace(/\s+/g, ' ').trim()}`}\n`);
    }
  }
  process.stdout.write(`${tally.passed} passed, ${tally.failed} failed\n`);
  return tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

process.exitCode = await main().catch((error) => {
  process.stderr.write(`clients: ${error.message}\n`);
  return 2;
});
