// Runs one client's Python file against fresh simulators and reads its scenarios, one line of JSON each.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT_MS_MAX = 240_000;
const ERROR_CHARS_MAX = 1500;

/**
 * Resolves to `{scenario, ok, detail}` for each line that the file printed. A file that fails, hangs longer than four
 * minutes or prints no scenario adds one that failed and says so.
 */
export function play(executable, script, urls) {
  const home = mkdtempSync(join(tmpdir(), 'penstock-clients-'));
  return new Promise((resolve, reject) => {
    const child = spawn(executable, [script], {
      env: environmentOf(home, urls),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: SCRIPT_MS_MAX,
      killSignal: 'SIGKILL',
    });
    const found = [];
    let errors = '';
    child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-ERROR_CHARS_MAX)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"scenario"')) found.push(JSON.parse(line));
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      rmSync(home, { recursive: true, force: true });
      resolve([...found, ...faultsOf(found, code, signal, errors)]);
    });
  });
}

function faultsOf(found, code, signal, errors) {
  const failed = (detail) => [{ scenario: 'came to its end', ok: false, detail }];
  if (signal !== null)
    return failed(`ended by ${signal}, after ${SCRIPT_MS_MAX / 1000} s at most: ${errors}`);
  if (code !== 0) return failed(`exit ${code}: ${errors}`);
  return found.length === 0 ? failed('no scenario was run') : [];
}

/** Nothing of the caller's environment but the path: a proxy or a key of theirs must not reach a client. */
function environmentOf(home, urls) {
  return {
    PATH: process.env.PATH,
    HOME: home,
    AIRFLOW_HOME: join(home, 'airflow'),
    PREFECT_HOME: join(home, 'prefect'),
    FIVETRAN_URL: urls.fivetran,
    AIRBYTE_URL: urls.airbyte,
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    DO_NOT_TRACK: '1',
  };
}
