// What configuration says of accounts, as policy asks it.
import type { AccountConfig } from '../domain/account';
import type { AccountRef } from '../domain/connection-ref';

/** Read from the same array for the life of the process: its entries are replaced when a secret is rotated. */
export function accountFacts(accounts: readonly AccountConfig[]) {
  const own = (ref: AccountRef) =>
    accounts.find((one) => one.provider === ref.provider && one.name === ref.account);
  return {
    environmentOf: (ref: AccountRef): string | null => own(ref)?.environment ?? null,
    tenantOf(ref: AccountRef): AccountRef[] {
      const tenant = own(ref)?.tenant;
      return accounts
        .filter((one) => one.tenant === tenant)
        .map((one) => ({ provider: one.provider, account: one.name }));
    },
  };
}
