// Follows accounts.yaml and the secret files it names, so that a rotated key works without a restart.
import { unwatchFile, watchFile } from 'node:fs';
import type { AccountConfig } from '../../domain/account';
import { loadAccounts } from './load';

/** Secret managers replace files by renaming a link: looking at times and sizes sees that, events on it do not. */
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
  let watched: readonly string[] = [];
  let reading = Promise.resolve();
  let stopped = false;

  const reload = () => {
    reading = reading.then(async () => {
      try {
        const { accounts, accountSources } = await loadAccounts(watch.folder, watch.env);
        if (stopped) return;
        follow(accountSources);
        watch.onChange(accounts);
      } catch (error) {
        watch.onMistake(error instanceof Error ? error.message : String(error));
      }
    });
  };

  function follow(sources: readonly string[]): void {
    const interval = watch.lookEveryMs ?? LOOK_EVERY_MS;
    for (const file of watched) if (!sources.includes(file)) unwatchFile(file, reload);
    for (const file of sources)
      if (!watched.includes(file)) watchFile(file, { interval, persistent: false }, reload);
    watched = sources;
  }

  follow(watch.sources);
  return () => {
    stopped = true;
    for (const file of watched) unwatchFile(file, reload);
  };
}
