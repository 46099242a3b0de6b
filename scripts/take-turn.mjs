// One at a time across processes: a file that holds the owner's process ID. Plain Node, before anything is installed.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const ASK_AGAIN_MS = 300;

/** Waits for the turn, taking over from an owner that no longer lives. Answers how to end it; it also ends with us. */
export async function takeTurn(file, onWait) {
  let waited = false;
  while (!take(file)) {
    if (!isAlive(ownerOf(file))) rmSync(file, { force: true });
    else if (!waited) onWait();
    waited = true;
    await pause(ASK_AGAIN_MS);
  }
  const done = () => rmSync(file, { force: true });
  process.once('exit', done);
  return () => {
    process.removeListener('exit', done);
    done();
  };
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function ownerOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

/** A process ID that was given again counts as alive: better a wait that Ctrl-C ends than two installs at once. */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
