// The simulators as a process: one line says where they are, a signal ends them, a bad environment is exit 78.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { at, type Json } from './http-client';

const ROOT = join(__dirname, '../..');

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

function start(env: Record<string, string>): {
  child: ChildProcess;
  line: Promise<Json>;
  ended: Promise<Ended>;
} {
  const child = spawn(process.execPath, ['--import', 'tsx', 'simulators/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stderr })));
  const line = new Promise<Json>((resolve, reject) => {
    void ended.then(({ code }) => reject(new Error(`ended with ${code} before it was ready: ${stderr}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) resolve(JSON.parse(stdout.slice(0, stdout.indexOf('\n'))) as Json); // our own line
    });
  });
  line.catch(() => undefined); // not every test waits for it
  return { child, line, ended };
}

it('announces the simulators on free ports and ends cleanly on SIGTERM', async () => {
  const { child, line, ended } = start({ PENSTOCK_SIM_PORT: '0', PENSTOCK_SIM_FIVETRAN: 'k:s' });
  const ready = await line;
  expect(at(ready, 'event')).toBe('simulators.ready');
  const credentials = await fetch(`${String(at(ready, 'fivetran'))}/_sim/credentials`);
  expect(await credentials.json()).toMatchObject({ key: 'k', secret: 's' });
  expect((await fetch(`${String(at(ready, 'airbyte'))}/health`)).status).toBe(200);
  for (const name of ['model', 'chat'])
    expect((await fetch(`${String(at(ready, name))}/_sim/requests`)).status).toBe(200);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
}, 30_000);

it('names the port that is taken and exits 78', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as AddressInfo; // listening on TCP
  const { code, stderr } = await start({ PENSTOCK_SIM_PORT: String(port) }).ended;
  await new Promise((resolve) => blocker.close(resolve));
  expect(code).toBe(78);
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((text) => text.includes(String(port))),
  ).toHaveLength(1);
}, 30_000);

it('names a variable it cannot read and exits 78', async () => {
  const { code, stderr } = await start({ PENSTOCK_SIM_PORT: '0', PENSTOCK_SIM_AIRBYTE: 'nocolon' }).ended;
  expect([code, stderr]).toEqual([78, expect.stringContaining('PENSTOCK_SIM_AIRBYTE')]);
}, 30_000);
