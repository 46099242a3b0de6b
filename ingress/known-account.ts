// A provider account that a path names, or 404 with the names there are.
import type { AccountConfig } from '../domain/account';
import type { AccountRef } from '../domain/connection-ref';
import { Problem } from './problem';

export function knownAccount(
  params: { provider: string; account: string },
  accounts: readonly AccountConfig[],
): AccountRef {
  const found = accounts.find((one) => one.provider === params.provider && one.name === params.account);
  if (found) return { provider: found.provider, account: found.name };
  const names = accounts.map((one) => `${one.provider}/${one.name}`).join(', ');
  throw new Problem(404, `no account ${params.provider}/${params.account}; there are: ${names || 'none'}`);
}
