// One Fivetran account behind the ProviderAccount port.
import type { FivetranAccount } from '../../domain/account';
import { OpError } from '../../domain/op-error';
import type { ProviderAccount } from '../../domain/ports';
import { createFivetranApi, fivetranRoot } from './api';
import { applyFivetran } from './control';
import { createFivetranReader } from './facts';
import { accountInfoSchema } from './wire.schema';

export function createFivetranAccount(config: FivetranAccount, deps: { now(): Date }): ProviderAccount {
  const api = createFivetranApi(config, deps);
  const reader = createFivetranReader(config, api, deps);
  return {
    provider: 'fivetran',
    account: config.name,
    access: config.access,
    ...reader,
    apply: (command) => applyFivetran(api, command),
    consoleUrl: (connectionId) =>
      `${consoleRoot(config.baseUrl)}/dashboard/connections/${encodeURIComponent(connectionId)}/status`,
    readTarget: () => Promise.resolve(null),
    sweep: () => Promise.reject(notYet('sweep')),
    repairLink: () => Promise.resolve(null),
    survey: () => Promise.reject(notYet('survey')),
    async whoAmI() {
      const info = await api.read('/v1/account/info', accountInfoSchema);
      const key = info.system_key_id
        ? `system key ${info.system_key_id}`
        : `user ${info.user_id ?? 'unknown'}`;
      return { identity: `${info.account_name ?? info.account_id ?? 'unnamed account'} (${key})` };
    },
  };
}

/** The dashboard of api.fivetran.com is fivetran.com; any other base (a proxy, a simulator) stands for itself. */
function consoleRoot(baseUrl: string): string {
  const root = fivetranRoot(baseUrl);
  return new URL(root).hostname === 'api.fivetran.com' ? 'https://fivetran.com' : root;
}

function notYet(what: string): OpError {
  return new OpError('provider.not_supported', { message: `${what} is not offered` });
}
