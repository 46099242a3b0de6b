// Keeps a running worker's credentials in step with the files they come from.
import type { Logger } from 'pino';
import type { AccountConfig } from '../domain/account';
import type { ConfigFiles } from '../integrations/config-files/load';
import { watchAccounts } from '../integrations/config-files/watch-accounts';
import type { RunningWorker } from './compose';

/** Answers how to stop following. `also` hears of each change too: the API next door checks webhooks with them. */
export function followAccounts(
  worker: RunningWorker,
  from: { folder: string; env: NodeJS.ProcessEnv; files: ConfigFiles },
  logger: Logger,
  also: (accounts: AccountConfig[]) => void = () => undefined,
): () => void {
  return watchAccounts({
    folder: from.folder,
    env: from.env,
    sources: from.files.accountSources,
    onChange(accounts) {
      const added = worker.reload(accounts);
      also(accounts);
      logger.info({ accounts: accounts.length }, 'accounts.reloaded');
      if (added.length > 0) logger.warn({ added }, 'accounts.need_restart');
    },
    onMistake: (message) => logger.error({ error: message }, 'accounts.reload_failed'),
  });
}
