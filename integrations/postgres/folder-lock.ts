// PGlite does not guard its folder against a second process, so we do: a file with the owner's process ID.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpError } from '../../domain/op-error';

/** Takes the folder, taking over from a process that no longer lives. Answers how to give it back. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'penstock.lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!isNodeError(error) || error.code !== 'EEXIST') throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      if (owner !== process.pid && isAlive(owner)) {
        throw new OpError('store.unreachable', {
          message: `the embedded store in ${folder} is in use by process ${owner}; stop it, or set PENSTOCK_HOME to another folder`,
        });
      }
      rmSync(file, { force: true });
    }
  }
  throw new OpError('store.unreachable', { message: `cannot lock ${folder}` });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isNodeError(error) && error.code === 'EPERM';
  }
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error;
}
