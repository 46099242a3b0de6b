// The processes of a chaos run: started, killed without mercy, started again on the same ground.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';

export interface ProcessSpec {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Resolves when the process answers; asked again and again until it does. */
  ready(): Promise<boolean>;
}

export class KillableProcess {
  private child: ChildProcess | undefined;
  kills = 0;

  constructor(private readonly spec: ProcessSpec) {}

  /** Of the process that runs now; 0 before it was started. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const { command, args, env, logFile, name } = this.spec;
    const log = createWriteStream(logFile, { flags: 'a' });
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.child = child;
    const deadline = Date.now() + 120_000;
    while (!(await this.spec.ready().catch(() => false))) {
      if (child.exitCode !== null)
        throw new Error(`${name} ended with exit code ${child.exitCode}; see ${logFile}`);
      if (Date.now() > deadline) throw new Error(`${name} did not answer within two minutes; see ${logFile}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** kill -9 and start again. */
  async crash(): Promise<void> {
    this.kills += 1;
    await this.end('SIGKILL');
    await this.start();
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}
