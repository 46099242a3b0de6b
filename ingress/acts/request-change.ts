// A change that a person wants made: the incident that makes it, and who wanted it on record.
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../domain/access/caller';
import type { ConnectionRef } from '../../domain/connection-ref';
import type { ChangeRequest } from '../../domain/pipeline-event';
import type { IngressOptions } from '../options';

type Deps = Pick<IngressOptions, 'provider' | 'auditLog' | 'logger'> & { now: () => Date };

/**
 * The same key asks once and stands in the record once. What the steps set is in the incident itself, not in the
 * record. @throws Refused when the connection has an open incident
 */
export async function requestChange(
  ref: ConnectionRef,
  change: Pick<ChangeRequest, 'steps' | 'reason'>,
  { id: by, kind }: Pick<Caller, 'id' | 'kind'>,
  key: string | undefined,
  { provider, auditLog, logger, now }: Deps,
): Promise<{ incidentId: string }> {
  const asked: ChangeRequest = { ...change, by, ...(kind === 'agent' ? { byKind: 'agent' } : {}) };
  const once = key ?? randomUUID();
  const { incidentId } = await provider.requestChange(ref, asked, once);
  const details = {
    ...{ connection: `${ref.provider}/${ref.account}/${ref.connectionId}`, reason: change.reason },
    steps: change.steps.map((step) => step.kind),
    ...(kind === 'agent' ? { as: 'agent' } : {}),
  };
  await auditLog.append([
    {
      ...{ key: `${incidentId}/change.requested/${once}`, at: now().toISOString(), incidentId },
      ...{ actor: by, action: 'change.requested', details },
    },
  ]);
  logger.info({ ...ref, by, incidentId }, 'change.requested');
  return { incidentId };
}
