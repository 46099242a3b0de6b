// A read-only account refuses every write before anything is sent.
import type { AccountConfig } from '../../domain/account';
import { OpError } from '../../domain/op-error';

/** @throws OpError `provider.forbidden`, without a call */
export function assertMayWrite(config: AccountConfig): void {
  if (config.access === 'read_write') return;
  throw new OpError('provider.forbidden', {
    message: `account ${config.name} is configured read-only (access: read_only in config/accounts.yaml)`,
  });
}
