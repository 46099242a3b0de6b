// Where the next sync begins to read: the connection's state, which only the config API opens.
import { z } from 'zod';
import type { Json } from '../../domain/json';
import { OpError } from '../../domain/op-error';
import type { StepCommand, TargetReading } from '../../domain/step';
import { isObject, markOf, sameValue } from '../http/same-value';
import type { AirbyteApi } from './api';
import type { Applied } from './applied';

const stateSchema = z.record(z.string(), z.json());
const STATE_TYPES = ['global', 'stream', 'legacy', 'not_set'];
const NOT_SET = { stateType: 'not_set' };

/** @throws OpError with read semantics; `provider.not_supported` without a config API */
export async function readState(
  api: AirbyteApi,
  { connectionId, params }: StepCommand,
): Promise<TargetReading> {
  const value = bare(await api.config.read('/state/get', { connectionId }, stateSchema));
  const wanted = wantedOf(params);
  return { value, satisfied: wanted !== undefined && sameValue(value, wanted), mark: markOf(value) };
}

/** Refused while a sync runs (423, `create_or_update_safe`). @throws OpError with write semantics */
export async function editState(api: AirbyteApi, { connectionId, params }: StepCommand): Promise<Applied> {
  const wanted = wantedOf(params);
  if (wanted === undefined) throw rejected('there is no earlier state to put back');
  const { stateType } = wanted;
  if (typeof stateType !== 'string' || !STATE_TYPES.includes(stateType))
    throw rejected(`a state is an object with a stateType: ${STATE_TYPES.join(', ')}`);
  const connectionState = { ...wanted, connectionId };
  const now = await api.config.write(
    '/state/create_or_update_safe',
    { connectionId, connectionState },
    stateSchema,
  );
  return { evidence: `the state is of type ${stateType} now`, satisfied: sameValue(bare(now), wanted) };
}

/** From the beginning is a state that is not set. Nothing to put back is not the same: `undefined`. */
function wantedOf({ state, restore }: StepCommand['params']): { [key: string]: Json } | undefined {
  const given = restore === undefined ? (state ?? NOT_SET) : restore;
  return isObject(given) ? bare(given) : undefined;
}

/** Without what is the connection's and not the state's. */
function bare({ connectionId: _of, ...state }: { [key: string]: Json }): { [key: string]: Json } {
  return state;
}

function rejected(why: string): OpError {
  return new OpError('provider.rejected', { message: `cannot edit the state: ${why}` });
}
