// From configured accounts to adapters: the one switch over providers.
import type { AccountConfig } from '../domain/account';
import type { AccountRef, Provider } from '../domain/connection-ref';
import { OpError } from '../domain/op-error';
import type { ProviderAccount, ProviderAccounts } from '../domain/ports';
import { createAirbyteAccount } from '../integrations/airbyte/client';
import { createFivetranAccount } from '../integrations/fivetran/client';
import { createPlatformLog } from '../integrations/fivetran-platform-log/platform-log';

interface Configured {
  config: AccountConfig;
  adapter: ProviderAccount;
}

export interface LiveProviderAccounts extends ProviderAccounts {
  /** @throws OpError `provider.unknown_account` */
  configOf(ref: AccountRef): AccountConfig;
  /** Accounts of the same tenant, this one included. @throws OpError `provider.unknown_account` */
  tenantOf(ref: AccountRef): AccountRef[];
  /** `null` where nothing is said, or no such account is configured. */
  environmentOf(ref: AccountRef): string | null;
  /** Calls from now on use these; accounts that did not change keep their tokens, counters and breakers. */
  replace(configs: readonly AccountConfig[]): void;
}

/** Builds one adapter an account; they keep their tokens and connection pools. */
export function createProviderAccounts(
  configs: readonly AccountConfig[],
  deps: { now: () => Date },
): LiveProviderAccounts {
  let current = new Map<string, Configured>();

  function replace(wanted: readonly AccountConfig[]): void {
    current = new Map(
      wanted.map((config) => {
        const key = keyOf(config.provider, config.name);
        const known = current.get(key);
        const same = known !== undefined && JSON.stringify(known.config) === JSON.stringify(config);
        return [key, same ? known : { config, adapter: adapterOf(config, deps) }];
      }),
    );
  }

  function find(provider: Provider, account: string): Configured {
    const found = current.get(keyOf(provider, account));
    if (found) return found;
    throw new OpError('provider.unknown_account', {
      message: `no ${provider} account named "${account}" is configured (config/accounts.yaml)`,
    });
  }

  replace(configs);
  return {
    get: (provider, account) => find(provider, account).adapter,
    configOf: ({ provider, account }) => find(provider, account).config,
    environmentOf: ({ provider, account }) =>
      current.get(keyOf(provider, account))?.config.environment ?? null,
    tenantOf({ provider, account }) {
      const { tenant } = find(provider, account).config;
      return [...current.values()].flatMap(({ config, adapter }) =>
        config.tenant === tenant ? [adapter] : [],
      );
    },
    list: () => [...current.values()].map(({ adapter }) => adapter),
    replace,
  };
}

function adapterOf(config: AccountConfig, deps: { now: () => Date }): ProviderAccount {
  switch (config.provider) {
    case 'fivetran':
      return createFivetranAccount(config, {
        ...deps,
        ...(config.platformLog && { platformLog: createPlatformLog(config.platformLog) }),
      });
    case 'airbyte':
      return createAirbyteAccount(config, deps);
  }
}

function keyOf(provider: Provider, account: string): string {
  return `${provider}/${account}`;
}
