// Asks source and destination whether they still connect. Airbyte offers this only through the config API.
import { OpError } from '../../domain/op-error';
import { beforeWrite } from '../http/before-write';
import { secretFreeExcerpt } from '../http/secret-free';
import type { AirbyteApi } from './api';
import { checkSchema, type WireConnection } from './wire.schema';

/** Both checks change nothing at the provider, so none of their failures leaves anything open; each may take minutes. */
export async function checkConnectors(
  api: AirbyteApi,
  connection: Pick<WireConnection, 'sourceId' | 'destinationId'>,
): Promise<{ evidence: string; satisfied: boolean }> {
  const { sourceId, destinationId } = connection;
  const check = (path: string, body: unknown) =>
    beforeWrite(() => api.config.read(path, body, checkSchema, 'slow'));
  refuseFailed('source', await check('/sources/check_connection', { sourceId }));
  refuseFailed('destination', await check('/destinations/check_connection', { destinationId }));
  return { evidence: 'source and destination checks succeeded', satisfied: true };
}

function refuseFailed(side: string, check: { status: string; message?: string | null | undefined }): void {
  if (check.status === 'succeeded') return;
  const message = `${side} check ${check.status}: ${secretFreeExcerpt(check.message ?? 'no message', [])}`;
  throw new OpError('provider.rejected', { message, providerCode: `${side}-check-${check.status}` });
}
