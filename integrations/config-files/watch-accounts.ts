// Follows accounts.yaml and the secret files it names, so that a rotated key works without a restart.
import { statSync } from 'node:fs';
import type { AccountConfig } from '../../domain/account';
import { loadAccounts } from './load';

/** Secret managers replace files by renaming a link: looking at the file itself sees that, events on it may not. */
const LOOK_EVERY_MS = 5000;

export interface AccountsWatch {
  folder: string;
  env: NodeJS.ProcessEnv;
  sources: readonly string[];
  /** Called with the accounts as they are now; what it throws is told like a mistake in a file. */
  onChange: (accounts: AccountConfig[]) => void;
  /** The old accounts stay in force. */
  onMistake: (message: string) => void;
  lookEveryMs?: number;
}

/** Answers how to stop. A file with a mistake changes nothing until it is corrected. */
export function watchAccounts(watch: AccountsWatch): () => void {
  let seen = signatureOf(watch.sources);
  let sources = watch.sources;
  let reading = false;

  async function look(): Promise<void> {
    const now = signatureOf(sources);
    if (reading || now === seen) return;
    reading = true;
    seen = now;
    try {
      const { accounts, accountSources } = await loadAccounts(watch.folder, watch.env);
      if (!stopped) {
        if (accountSources.join() !== sources.join()) seen = signatureOf(accountSources);
        sources = accountSources;
        watch.onChange(accounts);
      }
    } catch (error) {
      watch.onMistake(error instanceof Error ? error.message : String(error));
    } finally {
      reading = false;
    }
  }

  let stopped = false;
  const timer = setInterval(() => void look(), watch.lookEveryMs ?? LOOK_EVERY_MS);
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** Changes whenever one of the files does; one that is gone counts as changed. */
function signatureOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : 'gone';
    })
    .join();
}
