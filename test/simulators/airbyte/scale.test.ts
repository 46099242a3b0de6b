// Five thousand connections in one process: pages in milliseconds, memory within bounds.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, caller, list, type Call, type Json } from '../http-client';
import { CLIENT } from './ground';

const ROOT = join(__dirname, '../../..');
const MEMORY_MB_MAX = 300;
const PAGE_MS_MAX = 100; // a few ms on an idle machine: room for a busy one
let child: ChildProcess;
let sim: Call;
let api: Call;

beforeAll(async () => {
  child = spawn(process.execPath, ['--import', 'tsx', 'simulators/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, PENSTOCK_SIM_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString())),
  );
  const url = String(at(JSON.parse(line) as Json, 'airbyte')); // our own line
  sim = caller(url);
  const token = String(at((await sim('POST', '/v1/applications/token', CLIENT)).body, 'access_token'));
  api = caller(`${url}/v1`, { authorization: `Bearer ${token}` });
});
afterAll(() => child.kill('SIGTERM'));

it('pages through 5,000 connections and their jobs quickly and within 300 MB', async () => {
  const template = { name: 'many', syncSeconds: 1, tags: ['tier-1'] };
  const made = await sim('POST', '/_sim/connections', { count: 5000, template });
  expect(list(made.body, 'ids')).toHaveLength(5000);
  const seen = new Set<unknown>();
  const waits: number[] = [];
  for (let offset = 0; ; offset += 100) {
    const started = performance.now();
    const { body } = await api('GET', `/connections?limit=100&offset=${offset}`);
    waits.push(performance.now() - started);
    if (list(body, 'data').length === 0) break;
    for (const item of list(body, 'data')) seen.add(at(item, 'connectionId'));
    await api('GET', `/jobs?limit=100&offset=${offset}`);
  }
  expect(seen.size).toBe(5000);
  const median = waits.sort((a, b) => a - b)[Math.floor(waits.length / 2)] ?? Infinity;
  expect(median).toBeLessThan(PAGE_MS_MAX);
  const memoryMb = residentMb(child.pid ?? 0);
  process.stdout.write(`5,000 Airbyte connections: page ${median.toFixed(1)} ms, ${memoryMb ?? '?'} MB\n`);
  expect(memoryMb ?? 0).toBeLessThan(MEMORY_MB_MAX);
}, 60_000);

/** Null where the system has no /proc. */
function residentMb(pid: number): number | null {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? null : Math.round(Number(kb) / 1024);
  } catch {
    return null;
  }
}
