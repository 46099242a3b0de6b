// Accepts the source's present schema: discover without side effect, fit the streams, hand them back by PATCH.
import { LIMITS } from '../../domain/limits';
import { OpError } from '../../domain/op-error';
import { beforeWrite } from '../http/before-write';
import type { AirbyteApi } from './api';
import { selectStreams } from './stream-selection';
import { connectionSchema, streamsSchema, type WireConnection } from './wire.schema';

/**
 * Airbyte's public recipe after a breaking change. GET /streams with ignoreCache runs a real discover (minutes) but,
 * unlike the config API's discover_schema with a connection ID, pauses nothing. The PATCH replaces the set of
 * streams, moves the connection to the new catalog and sets it active.
 */
export async function reloadSchema(
  api: AirbyteApi,
  connection: WireConnection,
): Promise<{ evidence: string; satisfied: boolean }> {
  const { sourceId, destinationId } = connection;
  const query = { sourceId, destinationId, ignoreCache: 'true' };
  const discovered = await beforeWrite(() => api.read('/streams', streamsSchema, query, 'slow'));
  const configured = connection.configurations?.streams ?? [];
  const { streams, dropped } = selectStreams(configured, discovered);
  if (streams.length === 0) {
    // Airbyte ignores an empty list, which would look like success.
    throw new OpError('provider.rejected', {
      message: `none of the ${configured.length} configured streams exists at the source any more`,
    });
  }
  const answer = await api.write(
    'PATCH',
    `/connections/${encodeURIComponent(connection.connectionId)}`,
    { status: 'active', configurations: { streams } },
    connectionSchema.pick({ status: true }),
  );
  const gone =
    dropped.length === 0 ? 'nothing configured is gone' : `gone at the source: ${dropped.join(', ')}`;
  return {
    evidence: `schema reloaded, ${streams.length} streams kept, connection active; ${gone}`.slice(
      0,
      LIMITS.evidenceTextCharsMax,
    ),
    satisfied: answer.status === 'active',
  };
}
