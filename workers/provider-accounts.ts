// From configured accounts to adapters: the one switch over providers.
import type { AccountConfig } from '../domain/account';
import type { Provider } from '../domain/connection-ref';
import { OpError } from '../domain/op-error';
import type { ProviderAccount, ProviderAccounts } from '../domain/ports';
import { createAirbyteAccount } from '../integrations/airbyte/client';
import { createFivetranAccount } from '../integrations/fivetran/client';

/** Builds one adapter an account; they keep their tokens and connection pools. */
export function createProviderAccounts(
  configs: AccountConfig[],
  deps: { now: () => Date },
): ProviderAccounts {
  const adapters = new Map(
    configs.map((config) => [keyOf(config.provider, config.name), adapterOf(config, deps)]),
  );
  return {
    get(provider: Provider, account: string): ProviderAccount {
      const adapter = adapters.get(keyOf(provider, account));
      if (adapter) return adapter;
      throw new OpError('provider.unknown_account', {
        message: `no ${provider} account named "${account}" is configured (config/accounts.yaml)`,
      });
    },
    list: () => [...adapters.values()],
  };
}

function adapterOf(config: AccountConfig, deps: { now: () => Date }): ProviderAccount {
  switch (config.provider) {
    case 'fivetran':
      return createFivetranAccount(config, deps);
    case 'airbyte':
      return createAirbyteAccount(config, deps);
  }
}

function keyOf(provider: Provider, account: string): string {
  return `${provider}/${account}`;
}
