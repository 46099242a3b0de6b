// Child processes of the stack: noted by process ID, ended with us, and found again when we were killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { startOf } from './process-identity';

export interface Child {
  stdout: Readable;
  /** False once it has ended. */
  alive(): boolean;
  /** Its last words on stderr. */
  words(): string;
  /** Settles when it ends, wanted or not. */
  ended: Promise<void>;
  /** Asks it to end, and after ten seconds makes it. */
  stop(): Promise<void>;
}

export interface ChildSpec {
  command: string;
  args: string[];
  /** Its environment; ours when absent. */
  env?: NodeJS.ProcessEnv;
  /** Where its process ID is noted while it runs, for `endOrphan`. */
  noteFile?: string;
}

const STOP_MS_MAX = 10_000;
const WORDS_CHARS_MAX = 2000;

/** Starts a child in its own process group: Ctrl-C in the terminal reaches us, and we end our children in order. */
export function startChild({ command, args, env, noteFile }: ChildSpec): Child {
  const child = spawn(command, args, {
    ...(env === undefined ? {} : { env }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let words = '';
  child.stderr.on('data', (data: Buffer) => (words = (words + data.toString()).slice(-WORDS_CHARS_MAX)));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      words += error.message;
      resolve();
    });
  });
  // However this process ends (forced by a second Ctrl-C, say), no child outlives it.
  const withUs = () => child.kill('SIGKILL');
  process.once('exit', withUs);
  if (noteFile !== undefined && child.pid !== undefined) note(noteFile, child.pid);
  void ended.then(() => {
    process.removeListener('exit', withUs);
    if (noteFile !== undefined) rmSync(noteFile, { force: true });
  });
  const alive = () => isRunning(child);
  return {
    stdout: child.stdout,
    alive,
    words: () => words.trim(),
    ended,
    async stop() {
      if (!alive()) return;
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
      await ended;
      clearTimeout(hard);
    },
  };
}

/** A stack that was killed leaves children behind that hold ports and files: ends the noted one, and only it. */
export async function endOrphan(noteFile: string, what: string, say: (line: string) => void): Promise<void> {
  const pid = orphanOf(noteFile);
  if (pid === null) return;
  say(`ending the ${what} that a killed stack left behind (process ${pid})`);
  const deadline = Date.now() + STOP_MS_MAX;
  process.kill(pid, 'SIGTERM');
  while (orphanOf(noteFile) !== null) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  rmSync(noteFile, { force: true });
}

function note(noteFile: string, pid: number): void {
  writeFileSync(noteFile, `${pid} ${startOf(pid) ?? ''}\n`);
}

/** The noted process, if it is still that very one. */
function orphanOf(noteFile: string): number | null {
  try {
    const [pid = '', ...start] = readFileSync(noteFile, 'utf8').trim().split(' ');
    return startOf(Number(pid)) === start.join(' ') ? Number(pid) : null;
  } catch {
    return null;
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}
