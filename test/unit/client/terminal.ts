// A terminal for tests: keeps what was written, never waits long, and talks to a real HTTP server on a fake door.
import { run } from '../../../client/cli/run';
import type { CliIo } from '../../../client/cli/io';
import { temporaryFolder } from '../temporary-folder';

export interface Told {
  code: number;
  out: string;
  err: string;
}

/** Runs the CLI in this process. */
export async function penstock(
  argv: string[],
  env: Record<string, string> = {},
  changes: Partial<CliIo> = {},
): Promise<Told> {
  const told = { out: '', err: '' };
  const io = anIo({
    env: { PENSTOCK_HOME: temporaryFolder(), ...env },
    out: (text) => void (told.out += text),
    err: (text) => void (told.err += text),
    ...changes,
  });
  return { code: await run(argv, io), ...told };
}

/** Nobody at the terminal, no time to wait. */
export function anIo(changes: Partial<CliIo> = {}): CliIo {
  return {
    env: {},
    cwd: process.cwd(),
    out: () => undefined,
    err: () => undefined,
    interactive: false,
    redraws: false,
    columns: 80,
    ask: () => Promise.resolve('n'),
    sleep: () => Promise.resolve(),
    interrupted: () => new AbortController().signal,
    now: () => Date.now(),
    ...changes,
  };
}
