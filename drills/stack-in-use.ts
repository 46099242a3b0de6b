// The stack that a drill plays against: the one that runs, or one of its own that ends with the drill.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drillConfig } from './config';

export interface StackInUse {
  apiUrl: string;
  /** Bearer tokens of the people that may decide, the administrator's first. */
  tokens: string[];
  simulators: Record<'fivetran' | 'airbyte', string>;
  stop(): Promise<void>;
}

const START_MS_MAX = 8 * 60_000;

/** @throws Error saying what to do when no stack can be used. */
export async function useStack(options: {
  running: boolean;
  say: (line: string) => void;
}): Promise<StackInUse> {
  if (options.running) {
    const { home } = drillConfig();
    if (!existsSync(join(home, 'stack.json'))) {
      throw new Error(`no stack runs on ${home}; start one with \`npm start\`, or leave out --running`);
    }
    return { ...readStack(home), stop: () => Promise.resolve() };
  }
  return ownStack(options.say);
}

async function ownStack(say: (line: string) => void): Promise<StackInUse> {
  const home = mkdtempSync(join(tmpdir(), 'penstock-drill-'));
  say('starting a stack of its own for the drill');
  const { stackEnvironment } = drillConfig();
  const child = spawn(process.execPath, [join(__dirname, '..', 'local', 'main.js')], {
    env: {
      ...stackEnvironment,
      PENSTOCK_HOME: home,
      PENSTOCK_PORT: '0',
      PENSTOCK_SIM_PORT: '0',
      PENSTOCK_TEMPORAL_PORT: '0',
      PENSTOCK_TEMPORAL_UI_PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async () => {
    await ended(child);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await untilStarted(child, home);
    return { ...readStack(home), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The stack writes `stack.json` when everything listens. */
async function untilStarted(child: ChildProcess, home: string): Promise<void> {
  const deadline = Date.now() + START_MS_MAX;
  while (!existsSync(join(home, 'stack.json'))) {
    if (child.exitCode !== null)
      throw new Error(`the stack ended with exit code ${child.exitCode} before it was ready`);
    if (Date.now() > deadline) throw new Error('the stack was not ready in time');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function readStack(home: string): Omit<StackInUse, 'stop'> {
  // Written by local/main.ts; drills share no code with it, only this file.
  const stack = JSON.parse(readFileSync(join(home, 'stack.json'), 'utf8')) as {
    api: string;
    simulators: { fivetran: string; airbyte: string } | null;
  };
  if (!stack.simulators) throw new Error('this stack runs against real accounts; drills need the simulators');
  const people = join(home, 'tokens');
  const others = existsSync(people)
    ? readdirSync(people).map((file) => readFileSync(join(people, file), 'utf8').trim())
    : [];
  const admin = readFileSync(join(home, 'token'), 'utf8').trim();
  return { apiUrl: stack.api, simulators: stack.simulators, tokens: [...new Set([admin, ...others])] };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(hard);
}
