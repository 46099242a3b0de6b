// Which streams and columns are synced: what is chosen now, and one PATCH that hands the whole set back changed.
import { OpError } from '../../domain/op-error';
import type { SchemaChoice, StepCommand, TargetReading } from '../../domain/step';
import { wantedChoices } from '../../domain/step-wishes.schema';
import { beforeWrite } from '../http/before-write';
import { markOf } from '../http/same-value';
import { connectionPath, type AirbyteApi } from './api';
import type { Applied } from './applied';
import { applyChoices, isEnabled, needsDiscovery } from './stream-choices';
import { connectionSchema, streamsSchema, type DiscoveredStream, type WireConnection } from './wire.schema';

/** @throws OpError with read semantics */
export async function readSelection(api: AirbyteApi, command: StepCommand): Promise<TargetReading> {
  const wanted = wantedChoices(command.params);
  const connection = await api.read(connectionPath(command.connectionId), connectionSchema);
  const streams = connection.configurations?.streams ?? [];
  const value = wanted.map((choice) => ({ ...choice, enabled: isEnabled(streams, choice) }));
  const satisfied =
    wanted.length > 0 && wanted.every((choice) => isEnabled(streams, choice) === choice.enabled);
  return { value, satisfied, mark: markOf(value) };
}

/** @throws OpError with write semantics; `provider.rejected` for what the source does not have or Airbyte would refuse */
export async function selectSchema(api: AirbyteApi, command: StepCommand): Promise<Applied> {
  const wanted = wantedChoices(command.params);
  if (wanted.length === 0) throw rejected('nothing was chosen');
  const path = connectionPath(command.connectionId);
  const connection = await beforeWrite(() => api.read(path, connectionSchema));
  const streams = connection.configurations?.streams ?? [];
  const discovered = needsDiscovery(streams, wanted)
    ? await beforeWrite(() => discover(api, connection))
    : [];
  const changed = applyChoices(streams, wanted, discovered);
  if ('refused' in changed) throw rejected(changed.refused);
  const answer = await api.write(
    'PATCH',
    path,
    { configurations: { streams: changed.streams } },
    connectionSchema,
  );
  const now = answer.configurations?.streams ?? [];
  return {
    evidence: `${wanted.map(inWords).join(', ')}; ${now.length} streams are synced`,
    satisfied: wanted.every((choice) => isEnabled(now, choice) === choice.enabled),
  };
}

/** The cached schema: what Airbyte itself will check the PATCH against, and no side effect. */
function discover(api: AirbyteApi, { sourceId, destinationId }: WireConnection): Promise<DiscoveredStream[]> {
  return api.read('/streams', streamsSchema, { sourceId, destinationId }, 'slow');
}

function inWords({ schema, table, column, enabled }: SchemaChoice): string {
  return `${[schema, table, column].filter(Boolean).join('.')} ${enabled ? 'on' : 'off'}`;
}

function rejected(why: string): OpError {
  return new OpError('provider.rejected', { message: `cannot select streams: ${why}` });
}
