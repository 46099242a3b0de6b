// Fivetran's warnings: read, dismiss some or all. They stop no sync and may come back with the next one.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { BadControl, read } from '../engine/control-body';
import type { FivetranAccount } from './account';
import type { FivetranConnection, Warning } from './connection-native';
import { findConnection } from './connection-routes';
import { microTime } from './connection-view';
import { invalidInput, page, readInput, success } from './envelope';
import { needFeature } from './insight-routes';

/** Those named in the vendor's pages and logs; a connection may show others. */
const KNOWN_TYPES = [
  'resync_table_warning',
  'type_coercion_to_null_warning',
  'snowflake_discontinuing_password_auth',
  'retry_api_call',
  'table_excluded_by_system',
  'sync_warning',
];
const dismissBody = z.looseObject({ warning_types: z.array(z.string()).optional() });
const warningBody = z.strictObject({
  code: z.string().min(1),
  message: z.string().min(1),
  schema: z.string().optional(),
  table: z.string().optional(),
  details: z.unknown().optional(),
});

/** `POST /_sim/connections/{id}/warnings` puts one there. */
export function addWarningControl(sim: FastifyInstance, account: FivetranAccount): void {
  sim.post<{ Params: { id: string } }>('/connections/:id/warnings', async (request, reply) => {
    const connection = account.world.connections.get(request.params.id);
    if (connection === undefined) throw new BadControl(404, `no connection ${request.params.id}`);
    const { details = {}, ...warning } = read(warningBody, request.body);
    connection.native.warnings.push({ ...warning, details, at: account.clock.now() });
    return reply.code(201).send({ items: connection.native.warnings });
  });
}

export function addWarningRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const find = (params: unknown): FivetranConnection => {
    needFeature(account, 'warnings');
    return findConnection(account, params);
  };

  server.get('/v1/connections/:id/warnings', async (request) =>
    success(page(find(request.params).native.warnings, request.query, warningView)),
  );
  server.post('/v1/connections/:id/dismiss-warnings', async (request) => {
    const { native } = find(request.params);
    const types = readInput(dismissBody, request.body ?? {}).warning_types;
    const strange = types?.find((type) => !isKnown(type, native.warnings));
    if (strange !== undefined) throw invalidInput(`Unknown warning type '${strange}'`);
    native.warnings = native.warnings.filter(({ code }) => types !== undefined && !types.includes(code));
    return success(undefined, 'Warnings have been dismissed');
  });
  server.delete('/v1/connections/:id/warnings/:type', async (request) => {
    const { native } = find(request.params);
    const { type } = z.object({ type: z.string() }).parse(request.params);
    if (!isKnown(type, native.warnings)) throw invalidInput(`Unknown warning type '${type}'`);
    native.warnings = native.warnings.filter(({ code }) => code !== type);
    return success(undefined, 'Warnings have been dismissed');
  });
}

function isKnown(type: string, present: readonly Warning[]): boolean {
  return KNOWN_TYPES.includes(type) || present.some(({ code }) => code === type);
}

/** One vendor page calls the name `code`, another `type`: both are there. */
function warningView({ code, message, details, schema, table, at }: Warning) {
  return {
    ...(schema === undefined ? {} : { schema }),
    ...(table === undefined ? {} : { table }),
    warnings: [{ code, type: code, message, details, created_at: microTime(at) }],
  };
}
