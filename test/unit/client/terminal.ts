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
  const io: CliIo = {
    env: { PENSTOCK_HOME: temporaryFolder(), ...env },
    cwd: process.cwd(),
    out: (text) => void (told.out += text),
    err: (text) => void (told.err += text),
    interactive: false,
    ask: () => Promise.resolve('n'),
    sleep: () => Promise.resolve(),
    now: () => Date.now(),
    ...changes,
  };
  return { code: await run(argv, io), ...told };
}
