// What people order of whole accounts (sweeps, webhooks) stands in the record before it is done.
import { randomUUID } from 'node:crypto';
import type { AccountRef } from '../../domain/connection-ref';
import type { IngressOptions } from '../options';

type Deps = Pick<IngressOptions, 'auditLog' | 'logger'> & { now: () => Date };

/** Such an order belongs to no incident; the record keeps it under the account. */
export async function recordOrder(
  { provider, account }: AccountRef,
  order: { action: 'sweep.ordered' | 'webhooks.ordered'; by: string; details: Record<string, unknown> },
  { auditLog, logger, now }: Deps,
): Promise<void> {
  const { action, by, details } = order;
  await auditLog.append([
    {
      ...{ key: `${action}/${randomUUID()}`, at: now().toISOString() },
      ...{ incidentId: `${provider}/${account}`, actor: by, action, details },
    },
  ]);
  logger.info({ provider, account, by, ...details }, action);
}
