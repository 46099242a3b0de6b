import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs the built drills as a user does, on a stack of their own. */
function drill(...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [join(__dirname, '..', '..', 'dist', 'drills', 'main.js'), ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (out += data.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out })));
}

it('every drill ends as it must, and the audit chain is intact', async () => {
  const { code, out } = await drill('run', '--all');
  expect(out).toContain('intact');
  expect({ code, out: code === 0 ? '' : out }).toEqual({ code: 0, out: '' });
}, 300_000);

it('an unknown drill is named, with those that exist', async () => {
  const { code, out } = await drill('run', 'rate-limt');
  expect(code).toBe(2);
  expect(out).toContain('rate-limit');
});
