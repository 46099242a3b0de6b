// `POST /v1/connections`: the destination schema comes from `config`, and is never free to be taken twice in a group.
import { connectionSpec } from '../engine/connection-spec';
import type { FivetranAccount } from './account';
import { keptSettings, type ConnectionCreate } from './connection-fields';
import type { FivetranConnection } from './connection-native';
import { FivetranError } from './envelope';
import { masked } from './masked-config';
import { runSetupTests } from './setup-tests';

/** A connection that has never synced; incomplete until setup tests pass. Throws 409 for a schema already in use. */
export function createConnection(account: FivetranAccount, body: ConnectionCreate): FivetranConnection {
  const schema = schemaName(body.config ?? {});
  const taken = [...account.world.connections.values()].some(
    ({ native }) => native.groupId === body.group_id && native.schema === schema,
  );
  if (taken)
    throw new FivetranError(
      409,
      'Conflict',
      `Connection with schema '${schema}' already exists in the group`,
    );
  const connection = account.world.create(
    connectionSpec.parse({
      service: body.service,
      groupId: body.group_id,
      paused: body.paused ?? false,
      history: 0,
      scheduleMinutes: body.sync_frequency ?? 360,
      scheduleType: body.schedule_type ?? 'auto',
      ...(schema === null ? {} : { name: schema }),
    }),
  );
  const { native } = connection;
  native.createdByApi = true;
  native.setupState = 'incomplete';
  Object.assign(native.config, masked(body.config ?? {}));
  Object.assign(native.settings, keptSettings(body));
  if (body.destination_schema_names !== undefined)
    native.settings['destination_schema_names'] = body.destination_schema_names;
  account.events.announceAct(connection, 'create_connector');
  if (body.run_setup_tests) runSetupTests(account, connection);
  return connection;
}

/** `schema`, `schema_prefix`, or `schema.table` for services that fill a single table. */
function schemaName(config: Readonly<Record<string, unknown>>): string | null {
  const schema = config['schema'] ?? config['schema_prefix'];
  if (typeof schema !== 'string' || schema === '') return null;
  const table = config['table'];
  return typeof table === 'string' && table !== '' ? `${schema}.${table}` : schema;
}
