// Which schemas, tables and columns are synced: what is chosen now, and one PATCH of the tree that changes it.
import { OpError } from '../../domain/op-error';
import type { SchemaChoice, StepCommand, TargetReading } from '../../domain/step';
import { wantedChoices } from '../../domain/step-wishes.schema';
import { beforeWrite } from '../http/before-write';
import { said, type Applied } from './applied';
import { connectionPath, type FivetranApi } from './api';
import { markOf } from '../http/same-value';
import { isEnabled, objection, patchOf, tableKey, type LiveColumns } from './schema-choices';
import { readSchemaConfig } from './schema-config';
import { columnListSchema, schemaConfigSchema, type WireSchemaConfig } from './wire-tree.schema';

/**
 * The same choices as they are now; one that cannot be told is left out, so that it is never "put back".
 * @throws OpError with read semantics
 */
export async function readSelection(api: FivetranApi, command: StepCommand): Promise<TargetReading> {
  const wanted = wantedChoices(command.params);
  const config = await readSchemaConfig(api, command.connectionId);
  if (config === null) return { value: null, satisfied: false, mark: 'none' };
  const live = await readUnlisted(api, command.connectionId, config, wanted);
  const value = wanted.flatMap((choice) => {
    const enabled = isEnabled(config, choice, live);
    return enabled === undefined ? [] : [{ ...choice, enabled }];
  });
  const satisfied =
    wanted.length > 0 && wanted.every((choice) => isEnabled(config, choice, live) === choice.enabled);
  return { value, satisfied, mark: markOf(value) };
}

/** @throws OpError with write semantics; `provider.rejected` for unknown names and what Fivetran does not let be changed */
export async function selectSchema(api: FivetranApi, command: StepCommand): Promise<Applied> {
  const wanted = wantedChoices(command.params);
  if (wanted.length === 0) throw rejected('nothing was chosen');
  const config = await beforeWrite(() => readSchemaConfig(api, command.connectionId));
  if (config === null)
    throw rejected('there is no schema configuration yet: sync or reload the schema first');
  const why = objection(config, wanted);
  if (why !== undefined) throw rejected(why);
  const { message, data } = await api.write(
    'PATCH',
    connectionPath(command.connectionId, '/schemas'),
    patchOf(config, wanted),
    schemaConfigSchema,
  );
  return { ...said(message), satisfied: wanted.every((c) => isEnabled(data, c) === c.enabled) };
}

/**
 * Columns that nobody ever set are not in the configuration: asked of the source, once a table. Fivetran offers that
 * for connected sources only and counts it against a quota of its own, so a failure leaves them untold.
 */
async function readUnlisted(
  api: FivetranApi,
  connectionId: string,
  config: WireSchemaConfig,
  wanted: readonly SchemaChoice[],
): Promise<LiveColumns> {
  const found = new Map<string, ReadonlyMap<string, boolean>>();
  for (const choice of wanted) {
    const key = tableKey(choice);
    if (choice.column === undefined || found.has(key) || isEnabled(config, choice) !== undefined) continue;
    const [schema, table] = [choice.schema, choice.table].map(encodeURIComponent);
    const path = connectionPath(connectionId, `/schemas/${schema}/tables/${table}/columns`);
    const list = await api
      .read(path, columnListSchema, { quota: 'source_interaction' })
      .catch((error: unknown) => {
        if (error instanceof OpError && error.code !== 'provider.rate_limited') return undefined;
        throw error;
      });
    const columns = Object.entries(list?.columns ?? {});
    found.set(key, new Map(columns.map(([name, column]) => [name, column.enabled])));
  }
  return found;
}

function rejected(why: string): OpError {
  return new OpError('provider.rejected', { message: `cannot select the schema: ${why}` });
}
