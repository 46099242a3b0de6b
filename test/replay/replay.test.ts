import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { installRuntime } from '../../workers/runtime-logging';
import { buildBundle } from '../../workers/build-bundle';
import pino from 'pino';
import { stallBeforeFirstTimer, stalledAt, stallsIn } from './stalled-task';

const HISTORIES = join(__dirname, '..', 'histories');
/** Those that wait, for less than the stall, right after two local activities of one workflow task. */
const WAITING = ['moved-nothing', 'reauthenticate', 'restart-stuck', 'retry'].map(
  (name) => `${name}-verified.json`,
);
const recorded = readdirSync(HISTORIES).filter((file) => file.endsWith('.json'));

describe('incidents that older builds opened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-replay-'));
  const codePath = join(folder, 'bundle.js');

  beforeAll(async () => {
    installRuntime(pino({ level: 'silent' }));
    await buildBundle(require.resolve('../../workflows/index.ts'), codePath);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('were recorded for every way an incident ends', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(6);
  });

  it.each(recorded)('replay on this build: %s', async (file) => {
    const history: unknown = JSON.parse(readFileSync(join(HISTORIES, file), 'utf8'));
    await Worker.runReplayHistory({ workflowBundle: { codePath } }, history);
  });

  it.each(WAITING)(
    'replay where the worker stalled for longer than the wait that follows: %s',
    async (file) => {
      const text = readFileSync(join(HISTORIES, file), 'utf8');
      const stalled = stalledAt(text, stallBeforeFirstTimer(text), 5000);
      await Worker.runReplayHistory({ workflowBundle: { codePath } }, stalled);
    },
  );

  it.each(recorded)('replay wherever the worker stalled behind a local activity: %s', async (file) => {
    const text = readFileSync(join(HISTORIES, file), 'utf8');
    const stalls = stallsIn(text);
    expect(stalls.length).toBeGreaterThan(0);
    for (const stall of stalls)
      await Worker.runReplayHistory({ workflowBundle: { codePath } }, stalledAt(text, stall, 0));
  });

  it('would be stopped here by a change that breaks them', async () => {
    const [file] = recorded;
    if (file === undefined) throw new Error('nothing was recorded');
    const text = readFileSync(join(HISTORIES, file), 'utf8');
    expect(text).toContain('"diagnose"');
    const broken: unknown = JSON.parse(text.replaceAll('"diagnose"', '"somethingElse"'));
    await expect(Worker.runReplayHistory({ workflowBundle: { codePath } }, broken)).rejects.toThrow(
      /TMPRL1100|Nondeterminism/i,
    );
  });
});
