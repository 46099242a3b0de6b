// The SDK's own download of a Temporal CLI, kept in our cache. Offline it gives up at once.
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOWNLOAD_MS_MAX = 90_000;

/** True when a program now stands at `target`. */
export async function downloadWithSdk(target: string, say: (line: string) => void): Promise<boolean> {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), 'download-'));
  try {
    const file = await limited(fetchInto(folder));
    if (file === undefined) return false;
    const ready = join(folder, 'ready');
    copyFileSync(join(folder, file), ready);
    chmodSync(ready, 0o755);
    renameSync(ready, target);
    say("downloaded the Temporal CLI with the SDK's own download");
    return true;
  } catch {
    say('the download is not possible here');
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The SDK offers its download only together with a start; that server is ended at once, however late it comes. */
async function fetchInto(downloadDir: string): Promise<string | undefined> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', version: 'default', downloadDir } },
  });
  await environment.teardown();
  return readdirSync(downloadDir)[0];
}

async function limited<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too slow')), DOWNLOAD_MS_MAX);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
