// Connection state through the config API: reading the cursors, and rewinding them.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { latest } from '../engine/connection';
import { connectionBody } from './config-connection-routes';
import type { AirbyteInstance } from './instance';
import { findConnection } from './job-acts';
import type { AirbyteConnection } from './native';
import { AirbyteProblem, readInput } from './problems';
import { note } from './timeline';

const writeBody = connectionBody.extend({
  connectionState: z.looseObject({ stateType: z.enum(['global', 'stream', 'legacy', 'not_set']) }),
});

export function addConfigStateRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  server.post('/api/v1/state/get', async (request) =>
    stateOf(findConnection(instance, readInput(connectionBody, request.body).connectionId)),
  );
  const write = (raw: unknown, safe: boolean) => {
    const { connectionId, connectionState } = readInput(writeBody, raw);
    const connection = findConnection(instance, connectionId);
    if (safe && connection.active !== null)
      throw new AirbyteProblem(423, 'error:connection/sync-running', 'The connection is locked.', {
        message: 'State cannot be updated while a sync is running',
      });
    connection.native.state = { ...connectionState, connectionId };
    instance.world.effect(connection, 'config', 'api', 'state');
    note(instance, connection, 'CONNECTION_SETTINGS_UPDATE', { patches: { state: {} } }, true);
    return stateOf(connection);
  };
  server.post('/api/v1/state/create_or_update_safe', async (request) => write(request.body, true));
  server.post('/api/v1/state/create_or_update', async (request) => write(request.body, false));
}

/** What was written holds until the next good sync; a clear forgets everything. */
function stateOf(connection: AirbyteConnection) {
  const last = latest(
    connection.history,
    (run) => run.status === 'succeeded' && ['sync', 'resync', 'clear'].includes(run.kind),
  );
  const written = connection.native.state;
  if (written !== null) return written;
  if (last?.endedAt == null || last.kind === 'clear')
    return { connectionId: connection.id, stateType: 'not_set' };
  const cursor = new Date(last.endedAt).toISOString();
  const streamState = connection.native.streams.map(({ name, cursorField }) => ({
    streamDescriptor: { name, namespace: 'public' },
    streamState: { cursor, cursor_field: cursorField ?? [] },
  }));
  return { connectionId: connection.id, stateType: 'stream', streamState };
}
