// The SDK's own download of a Temporal CLI, kept in our cache. Offline it gives up within seconds.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOWNLOAD_MS_MAX = 60_000;

/** True when the program now stands at `target`. */
export async function downloadWithSdk(target: string, say: (line: string) => void): Promise<boolean> {
  mkdirSync(dirname(target), { recursive: true });
  const downloadDir = mkdtempSync(join(dirname(target), 'download-'));
  try {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    // The SDK offers its download only together with a start; the server is ended at once.
    const environment = await limited(
      TestWorkflowEnvironment.createLocal({
        server: { executable: { type: 'cached-download', version: 'default', downloadDir } },
      }),
    );
    await environment.teardown();
    const [file] = readdirSync(downloadDir);
    if (file === undefined) return false;
    copyFileSync(join(downloadDir, file), target);
    say("downloaded the Temporal CLI with the SDK's own download");
    return true;
  } catch {
    say('the download is not possible here');
    return false;
  } finally {
    rmSync(downloadDir, { recursive: true, force: true });
  }
}

async function limited<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too slow')), DOWNLOAD_MS_MAX);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
