// A terminal for tests: keeps what was written, never waits long, and talks to a real HTTP server on a fake door.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../client/cli/run';
import type { CliIo } from '../../../client/cli/io';

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
    env: { PENSTOCK_HOME: mkdtempSync(join(tmpdir(), 'penstock-cli-')), ...env },
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
