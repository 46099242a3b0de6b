// A connection's schema configuration as Fivetran keeps it; it may not exist yet.
import { z } from 'zod';
import { OpError } from '../../domain/op-error';
import { connectionPath, type FivetranApi } from './api';
import { markOf } from '../http/same-value';
import { schemaConfigSchema, type WireSchemaConfig } from './wire-tree.schema';

/** `null` before the first sync or reload (404 `NotFound_SchemaConfig`). @throws OpError with read semantics */
export async function readSchemaConfig(
  api: FivetranApi,
  connectionId: string,
): Promise<WireSchemaConfig | null> {
  return orNone(() => api.read(connectionPath(connectionId, '/schemas'), schemaConfigSchema));
}

/** Changes with anything in the configuration, names of destinations included. @throws OpError with read semantics */
export async function readSchemaMark(api: FivetranApi, connectionId: string): Promise<string> {
  const whole = await orNone(() => api.read(connectionPath(connectionId, '/schemas'), z.json()));
  return whole === null ? 'none' : markOf(whole);
}

async function orNone<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OpError && error.providerCode === 'NotFound_SchemaConfig') return null;
    throw error;
  }
}
