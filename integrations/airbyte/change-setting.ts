// Settings of a connection's source: what they are now without secrets, and one PATCH that changes some of them.
import { z } from 'zod';
import type { Json } from '../../domain/json';
import { OpError } from '../../domain/op-error';
import type { StepCommand, TargetReading } from '../../domain/step';
import { wantedSettings } from '../../domain/step-wishes.schema';
import { beforeWrite } from '../http/before-write';
import { markOf, own, sameValue } from '../http/same-value';
import { isMasked, isSecret } from '../http/secret-setting';
import { connectionPath, type AirbyteApi } from './api';
import type { Applied } from './applied';
import { connectionSchema } from './wire.schema';

type Settings = Record<string, Json>;

const settingsSchema = z.record(z.string(), z.json());
const configured = z.object({ configuration: settingsSchema.nullish() });

/**
 * The settings that the step names, `null` for one that is not set; a secret one is left out.
 * @throws OpError with read semantics
 */
export async function readSettings(api: AirbyteApi, command: StepCommand): Promise<TargetReading> {
  const wanted = wantedSettings(command.params) ?? {};
  const { settings } = await readSource(api, command.connectionId);
  const value = Object.fromEntries(
    Object.keys(wanted).flatMap((key): [string, Json][] => {
      const now = own(settings, key) ?? null;
      return isSecret(key, now) ? [] : [[key, now]];
    }),
  );
  const satisfied = Object.keys(wanted).length > 0 && isAs(settings, wanted);
  return { value, satisfied, mark: markOf(value) };
}

/** @throws OpError with write semantics; `provider.rejected` for secrets, which no plan may carry */
export async function changeSetting(api: AirbyteApi, command: StepCommand): Promise<Applied> {
  const wanted = wantedSettings(command.params);
  if (!wanted || Object.keys(wanted).length === 0) throw rejected('no settings were given');
  const { path, settings } = await beforeWrite(() => readSource(api, command.connectionId));
  for (const [key, value] of Object.entries(wanted)) {
    if (isSecret(key, value) || isMasked(own(settings, key) ?? null))
      throw rejected(`${key} is or holds a secret: a person enters it in Airbyte`);
  }
  const answer = await api.write('PATCH', path, { configuration: wanted }, configured);
  return {
    evidence: `the source's settings ${Object.keys(wanted).join(', ')} were changed`,
    ...(answer.configuration && { satisfied: isAs(answer.configuration, wanted) }),
  };
}

/** A connection has no settings of its own at Airbyte: they are its source's, shared with whoever else reads from it. */
async function readSource(
  api: AirbyteApi,
  connectionId: string,
): Promise<{ path: string; settings: Settings }> {
  const { sourceId } = await api.read(
    connectionPath(connectionId),
    connectionSchema.pick({ sourceId: true }),
  );
  const path = `/sources/${encodeURIComponent(sourceId)}`;
  return { path, settings: (await api.read(path, configured)).configuration ?? {} };
}

function isAs(settings: Settings, wanted: Settings): boolean {
  return Object.entries(wanted).every(([key, value]) => sameValue(own(settings, key), value));
}

function rejected(why: string): OpError {
  return new OpError('provider.rejected', { message: `cannot change settings: ${why}` });
}
