// Where the next sync begins to read, for the connectors whose state Fivetran opens: Functions and Connector SDK.
import type { Json } from '../../domain/json';
import { OpError } from '../../domain/op-error';
import type { StepCommand, TargetReading } from '../../domain/step';
import { said, type Applied } from './applied';
import { connectionPath, type FivetranApi } from './api';
import { isObject, markOf, sameValue } from '../http/same-value';
import { connectionSchema, stateSchema } from './wire.schema';

/** Service IDs of the connectors with a state of their own (docs: retrieve connection state). */
const STATEFUL = /^connector_sdk$|_function$|^aws_lambda|^function|^google_cloud_function|^azure_function/;

/**
 * No value where there is no state to put back: the connector keeps none, or none was written yet.
 * @throws OpError with read semantics
 */
export async function readState(api: FivetranApi, command: StepCommand): Promise<TargetReading> {
  try {
    const { state } = await api.read(connectionPath(command.connectionId, '/state'), stateSchema);
    const value = state ?? null;
    const wanted = wantedOf(command);
    const satisfied = wanted !== undefined && sameValue(value ?? {}, wanted);
    return { value, satisfied, mark: markOf(value) };
  } catch (error) {
    if (!isBadRequest(error)) throw error;
    return { value: null, satisfied: false, mark: 'none' };
  }
}

/** @throws OpError with write semantics; `provider.not_supported` for every other connector */
export async function editState(api: FivetranApi, command: StepCommand): Promise<Applied> {
  const state = wantedOf(command);
  if (state === undefined) throw rejected('there is no earlier state to put back');
  if (!isObject(state)) throw rejected('a state is an object of cursors, or nothing');
  const path = connectionPath(command.connectionId, '/state');
  try {
    const { message, data } = await api.write('PATCH', path, { state }, stateSchema);
    return { ...said(message), satisfied: sameValue(data.state ?? {}, state) };
  } catch (error) {
    if (isBadRequest(error) && !(await isStateful(api, command.connectionId)))
      throw new OpError(
        'provider.not_supported',
        {
          message:
            'Fivetran opens the state of Function and Connector SDK connections only; re-sync this one instead',
        },
        { cause: error },
      );
    throw error;
  }
}

/**
 * From the beginning is an empty state: Fivetran takes `null` for "leave it as it is" (OpenAPI document). Nothing to
 * put back is not the same as the beginning: `undefined`.
 */
function wantedOf({ params }: StepCommand): Json | undefined {
  if (params.restore === undefined) return params.state ?? {};
  return params.restore ?? undefined;
}

function rejected(why: string): OpError {
  return new OpError('provider.rejected', { message: `cannot edit the state: ${why}` });
}

function isBadRequest(error: unknown): boolean {
  return error instanceof OpError && error.httpStatus === 400;
}

/** When even that cannot be read, Fivetran's own words stay. */
async function isStateful(api: FivetranApi, connectionId: string): Promise<boolean> {
  const service = await api
    .read(connectionPath(connectionId), connectionSchema.pick({ service: true }))
    .then((connection) => connection.service)
    .catch(() => 'connector_sdk');
  return STATEFUL.test(service);
}
