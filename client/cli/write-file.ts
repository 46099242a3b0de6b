// Results into a file instead of standard output.
import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CliError, EXIT } from './cli-error';
import type { CliIo } from './io';

/** Hands `work` a way to write: into the file, which only its owner may read, or to standard output without one. */
export async function writingTo(
  file: string | undefined,
  { cwd, out }: CliIo,
  work: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (file === undefined) return work((text) => Promise.resolve(out(text)));
  const handle = await opened(resolve(cwd, file));
  try {
    await work(async (text) => void (await handle.write(text)));
  } finally {
    await handle.close();
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w', 0o600);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be opened';
    throw new CliError(
      EXIT.usage,
      `${path} cannot be written: ${why}`,
      'name a file in a folder that you may write',
    );
  }
}
