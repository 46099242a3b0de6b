// Settings of a connection (`config`): what they are now without secrets, and one PATCH that changes some of them.
import type { Json } from '../../domain/json';
import { OpError } from '../../domain/op-error';
import type { StepCommand, TargetReading } from '../../domain/step';
import { wantedSettings } from '../../domain/step-wishes.schema';
import { beforeWrite } from '../http/before-write';
import { said, type Applied } from './applied';
import { connectionPath, type FivetranApi } from './api';
import { markOf, own, sameValue } from '../http/same-value';
import { isMasked, isSecret } from '../http/secret-setting';
import { connectionSchema } from './wire.schema';

type Settings = Record<string, Json>;

const configOnly = connectionSchema.pick({ config: true });

/**
 * The settings that the step names, `null` for one that is not set; a masked one is left out.
 * @throws OpError with read semantics
 */
export async function readSettings(api: FivetranApi, command: StepCommand): Promise<TargetReading> {
  const { config } = await api.read(connectionPath(command.connectionId), configOnly);
  const wanted = wantedSettings(command.params) ?? {};
  const keys = Object.keys(wanted);
  const value = Object.fromEntries(
    keys.flatMap((key): [string, Json][] => {
      const now = own(config ?? {}, key) ?? null;
      return isSecret(key, now) ? [] : [[key, now]];
    }),
  );
  return { value, satisfied: keys.length > 0 && isAs(config ?? {}, wanted), mark: markOf(value) };
}

/** @throws OpError with write semantics; `provider.rejected` for secrets, which no plan may carry */
export async function changeSetting(api: FivetranApi, command: StepCommand): Promise<Applied> {
  const path = connectionPath(command.connectionId);
  const wanted = wantedSettings(command.params);
  if (!wanted || Object.keys(wanted).length === 0) throw rejected('no settings were given');
  const now = await beforeWrite(() => api.read(path, configOnly));
  for (const [key, value] of Object.entries(wanted)) {
    if (isSecret(key, value) || isMasked(own(now.config ?? {}, key) ?? null)) {
      throw rejected(`${key} is or holds a secret: a person enters it in Fivetran, or by a Connect Card`);
    }
  }
  const body = { config: wanted, run_setup_tests: false };
  const { message, data } = await api.write('PATCH', path, body, configOnly);
  const names = Object.keys(wanted).join(', ');
  return {
    evidence: `${said(message).evidence} (${names})`,
    ...(data.config && { satisfied: isAs(data.config, wanted) }),
  };
}

function isAs(config: Settings, wanted: Settings): boolean {
  return Object.entries(wanted).every(([key, value]) => sameValue(own(config, key), value));
}

function rejected(why: string): OpError {
  return new OpError('provider.rejected', { message: `cannot change settings: ${why}` });
}
