// A stack of its own with one person a role and incidents that wait for a decision, for the fuzzer to talk to.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS_MAX = 8 * 60_000;
const INCIDENTS_MS_MAX = 2 * 60_000;
export const ROLES = ['viewer', 'operator', 'approver', 'admin'];

const PEOPLE = `people:\n${ROLES.map((role) => `  - { id: the-${role}, name: The ${role}, role: ${role}, groups: [data-platform] }\n`).join('')}`;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Calls `work` with `{ api, tokens, incidents, connections }`; the stack and its folders end with it. */
export async function withStack(work) {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-fuzz-stack-'));
  const [home, config] = [join(folder, 'home'), join(folder, 'config')];
  cpSync(join(ROOT, 'config'), config, { recursive: true });
  writeFileSync(join(config, 'people.yaml'), PEOPLE);
  const free = { PENSTOCK_PORT: '0', PENSTOCK_SIM_PORT: '0', PENSTOCK_TEMPORAL_PORT: '0' };
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'local', 'main.js')], {
    env: {
      ...process.env,
      ...free,
      ...{ PENSTOCK_TEMPORAL_UI_PORT: '0', PENSTOCK_HOME: home, PENSTOCK_CONFIG: config },
      PENSTOCK_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const stack = await started(child, home);
    const tokens = Object.fromEntries(ROLES.map((role) => [role, tokenOf(home, role)]));
    return await work({ api: stack.api, tokens, ...(await withIncidents(stack, tokens.viewer)) });
  } finally {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function started(child, home) {
  const note = join(home, 'stack.json');
  const deadline = Date.now() + START_MS_MAX;
  while (!existsSync(note)) {
    if (child.exitCode !== null)
      throw new Error(`the stack ended with ${child.exitCode} before it was ready`);
    if (Date.now() > deadline) throw new Error('the stack was not ready in time');
    await pause(200);
  }
  return JSON.parse(readFileSync(note, 'utf8'));
}

function tokenOf(home, role) {
  const file = role === 'admin' ? join(home, 'token') : join(home, 'tokens', `the-${role}`);
  return readFileSync(file, 'utf8').trim();
}

/** Breaks one connection a provider and waits until their incidents ask for a decision. */
async function withIncidents({ api, simulators }, token) {
  const broken = ['fivetran', 'airbyte'].map(async (provider) => {
    const url = simulators[provider];
    const made = await post(`${url}/_sim/connections`, { name: 'Fuzzed', syncSeconds: 2 });
    await post(`${url}/_sim/connections/${made.id}/break`, {
      message: 'password authentication failed for user "etl"',
      until: 'reauth',
    });
    await post(`${url}/_sim/connections/${made.id}/run`, {});
    return { provider, account: 'sim', connectionId: made.id };
  });
  const connections = await Promise.all(broken);
  const deadline = Date.now() + INCIDENTS_MS_MAX;
  for (;;) {
    const answer = await fetch(`${api}/api/v1/incidents`, { headers: { authorization: `Bearer ${token}` } });
    const incidents = (await answer.json()).items.map(({ id }) => id);
    if (incidents.length >= connections.length) return { incidents, connections };
    if (Date.now() > deadline) throw new Error('no incidents opened in time');
    await pause(250);
  }
}

async function post(url, body) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function ended(child) {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(hard);
}
