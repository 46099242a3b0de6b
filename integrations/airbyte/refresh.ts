// Reads everything again and keeps what is in the destination: Airbyte's refresh, which only the config API offers.
import { z } from 'zod';
import { OpError } from '../../domain/op-error';
import { beforeWrite } from '../http/before-write';
import type { AirbyteApi } from './api';
import type { Applied } from './applied';
import { streamsNamed } from './clear';
import { startedJobSchema, type WireConnection } from './wire.schema';

const refreshed = z.object({ job: startedJobSchema.shape.job.nullish() });

/**
 * `Merge` keeps the rows; `Truncate` would not. No job in the answer means that the destination cannot refresh: the
 * guard has seen to it that no sync runs, which is the other reason.
 * @throws OpError `provider.not_supported` naming `clear`, where that is what remains
 */
export async function refresh(
  api: AirbyteApi,
  readConnection: () => Promise<WireConnection>,
  scope: string[] | undefined,
): Promise<Applied> {
  if (!api.config.offered) throw notSupported('this account has no config API, which alone offers refreshes');
  const connection = await beforeWrite(readConnection);
  const streams = scope === undefined ? undefined : streamsNamed(scope, connection);
  const { job } = await api.config.write(
    '/connections/refresh',
    {
      connectionId: connection.connectionId,
      refreshMode: 'Merge',
      ...(streams && { streams }),
    },
    refreshed,
  );
  if (!job) throw notSupported('Airbyte started no job: this destination does not support refreshes');
  const what = scope === undefined ? 'every stream' : scope.join(', ');
  return { evidence: `refresh job ${job.id} reads ${what} again`, runId: job.id, satisfied: true };
}

function notSupported(why: string): OpError {
  return new OpError('provider.not_supported', {
    message: `${why}; clear, then sync, does it by deleting first`,
  });
}
