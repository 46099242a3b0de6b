// Provider accounts as tests need them: what the schema makes of a short config entry, and what a test says otherwise.
import type { AirbyteAccount, FivetranAccount } from '../domain/account';
import { AccountsFileSchema } from '../domain/account.schema';

export function fivetranAccount(changes: Partial<FivetranAccount> = {}): FivetranAccount {
  const account = parse({ provider: 'fivetran', name: 'main', apiKey: 'sim-key', apiSecret: 'sim-secret' });
  if (account.provider !== 'fivetran') throw new Error('the schema answered another provider');
  return { ...account, ...changes };
}

export function airbyteAccount(changes: Partial<AirbyteAccount> = {}): AirbyteAccount {
  const account = parse({
    provider: 'airbyte',
    name: 'main',
    clientId: 'sim-client',
    clientSecret: 'sim-secret',
  });
  if (account.provider !== 'airbyte') throw new Error('the schema answered another provider');
  return { ...account, ...changes };
}

function parse(entry: object) {
  const [account] = AccountsFileSchema.parse({ accounts: [entry] }).accounts;
  if (!account) throw new Error('the schema answered no account');
  return account;
}
