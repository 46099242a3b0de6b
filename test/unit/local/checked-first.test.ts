// What files and environment get wrong is told before anything is started: no server, no store, no folder.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { localConfig } from '../../../local/config';
import { farewell } from '../../../local/exit-code';
import { startStack } from '../../../local/stack';
import { UndoStack } from '../../../local/undo-stack';
import { temporaryFolder } from '../temporary-folder';

const ROOT = join(__dirname, '..', '..', '..');

/** The shipped configuration with one file changed. */
function configuration(name: string, text: string): string {
  const folder = join(temporaryFolder(), 'config');
  cpSync(join(ROOT, 'config'), folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return folder;
}

const BAD: [says: string, exitCode: number, env: () => Record<string, string>][] = [
  ['SLACK_CHANNEL: is needed', 78, () => ({ SLACK_BOT_TOKEN: 'xoxb-1' })],
  ['PAGERDUTY_BASE_URL', 78, () => ({ PAGERDUTY_ROUTING_KEY: 'k'.repeat(32), PAGERDUTY_BASE_URL: 'x' })],
  ['JIRA_EMAIL: is needed', 78, () => ({ JIRA_BASE_URL: 'https://jira.example.com' })],
  ['PENSTOCK_OIDC_AUDIENCE', 78, () => ({ PENSTOCK_OIDC_ISSUER: 'https://id.example.com' })],
  ['broken.yaml:1:', 2, () => ({ PENSTOCK_CONFIG: configuration('routes/broken.yaml', 'kind: Nonsense\n') })],
  ['surfaces.yaml:1:', 2, () => ({ PENSTOCK_CONFIG: configuration('surfaces.yaml', 'pager: {}\n') })],
  ['freezes.yaml:1:', 2, () => ({ PENSTOCK_CONFIG: configuration('freezes.yaml', 'nothing: true\n') })],
];

it.each(BAD)(
  'the local stack says "%s" before it has touched its home: exit %i',
  async (says, exitCode, env) => {
    const home = join(temporaryFolder(), 'home');
    const given = { PENSTOCK_HOME: home, PENSTOCK_CONFIG: join(ROOT, 'config'), ...env() };
    const said: string[] = [];
    const start = startStack(localConfig(given), pino({ level: 'silent' }), new UndoStack(), (line) =>
      said.push(line),
    );
    const error = await start.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(farewell(error)).toEqual({ line: expect.stringContaining(says), exitCode });
    expect(said).toEqual([]);
    expect(existsSync(home)).toBe(false);
  },
);

const PROCESSES = ['workers/main.ts', 'ingress/main.ts'];
// Two are enough: a process of its own takes seconds to start.
const cases = PROCESSES.flatMap((file) =>
  BAD.filter(([says]) => /SLACK|freezes/.test(says)).map((bad) => [file, ...bad] as const),
);

it.each(cases)('%s says "%s" before it looks for its store: exit %i', async (file, says, exitCode, env) => {
  const told = await run(file, {
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    PENSTOCK_CONFIG: join(ROOT, 'config'),
    ...env(),
  });
  expect(told).toEqual({ err: expect.stringContaining(says), code: exitCode });
});

/** Runs one process of the grown shape from its source. */
function run(file: string, env: Record<string, string>): Promise<{ code: number | null; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, file)], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_NO_WARNINGS: '1', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (part: Buffer) => (err += part.toString()));
    child.once('error', reject);
    child.once('exit', (code) => resolve({ code, err }));
  });
}
