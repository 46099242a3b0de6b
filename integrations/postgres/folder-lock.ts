// PGlite does not guard its folder against a second opening, so we do: a file with the owner's process ID.
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OpError } from '../../domain/op-error';

const ATTEMPTS = 5;

/** What this process holds, by lock file: its own ID in a file may also be left over from before a restart. */
const held = new Set<string>();

/** Takes the folder, taking over from a process that no longer lives. Answers how to give it back. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, 'penstock.lock');
  if (held.has(file)) throw inUse(folder, file, process.pid);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (create(folder, file)) {
      held.add(file);
      return () => {
        if (held.delete(file)) rmSync(file, { force: true });
      };
    }
    const found = read(file);
    if (found === undefined) continue;
    const owner = Number(found.split(' ')[0]);
    if (owner !== process.pid && isAlive(found)) throw inUse(folder, file, owner);
    removeStale(file, found);
  }
  throw new OpError('store.unreachable', {
    message: `other processes are opening the embedded store in ${folder} at this moment; try again`,
  });
}

/** By link, so that the file never stands there without its content, which would look stale. */
function create(folder: string, file: string): boolean {
  const draft = join(folder, `penstock.lock.${randomUUID()}`);
  writeFileSync(draft, [process.pid, startOf(process.pid)].join(' ').trim());
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isNodeError(error) && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moved aside first: whoever moves away a lock that was taken meanwhile sees that and puts it back. */
function removeStale(file: string, expected: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== expected) linkSync(aside, file);
  } catch (error) {
    if (!isNodeError(error) || (error.code !== 'ENOENT' && error.code !== 'EEXIST')) throw error;
  }
  rmSync(aside, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isNodeError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** After a restart of a container its process IDs come again, so the time of start must fit where it is known. */
function isAlive(found: string): boolean {
  const [id, start = ''] = found.split(' ');
  const pid = Number(id);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isNodeError(error) || error.code !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return start === '' || now === '' || start === now;
}

/** When a process began, in clock ticks since boot (proc(5), field 22); empty where the system does not say. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in field 2 may hold spaces and brackets; it ends at the last bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function inUse(folder: string, file: string, pid: number): OpError {
  return new OpError('store.unreachable', {
    message: `the embedded store in ${folder} is in use by process ${pid}; stop it, or set PENSTOCK_HOME to another folder (when that process is not Penstock, delete ${file})`,
  });
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error;
}
