// Fivetran's newer read endpoints (sync history, errors, warnings; each can be switched off) and connector state.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isRun, type HistoryRecord } from '../engine/connection';
import { read } from '../engine/control-body';
import type { FivetranAccount, Features } from './account';
import { findConnection } from './connection-routes';
import { microTime } from './connection-view';
import { FivetranError, invalidInput, page, readInput, success } from './envelope';
import { syncEndData } from './run-outcome';

const HOUR_MS = 3_600_000;
const RANGE_MAX_MS = 7 * 24 * HOUR_MS;
const time = z.iso.datetime({ offset: true });
const historyQuery = z.looseObject({ start_time: time.optional(), end_time: time.optional() });
const featuresBody = z.strictObject({
  syncHistory: z.boolean().optional(),
  errors: z.boolean().optional(),
  warnings: z.boolean().optional(),
});
const SDK_SERVICES = ['connector_sdk', 'aws_lambda', 'azure_function', 'google_cloud_function'];

/** `POST /_sim/features` switches the newer endpoints off (404), as on accounts that do not have them. */
export function addFeatureControl(sim: FastifyInstance, account: FivetranAccount): void {
  sim.post('/features', async (request) => Object.assign(account.features, read(featuresBody, request.body)));
}

export function addInsightRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const need = (feature: keyof Features) => {
    if (!account.features[feature]) throw new FivetranError(404, 'NotFound', 'HTTP 404 Not Found');
  };

  /** Range defaults to the last hour and is 7 days at most; newest last. */
  server.get('/v1/connections/:id/sync-history', async (request) => {
    need('syncHistory');
    const connection = findConnection(account, request.params);
    const query = readInput(historyQuery, request.query);
    const end = query.end_time === undefined ? account.clock.now() : Date.parse(query.end_time);
    const start = query.start_time === undefined ? end - HOUR_MS : Date.parse(query.start_time);
    if (end - start > RANGE_MAX_MS) throw invalidInput('The time range must not exceed 7 days');
    const runs = connection.history.filter(
      (run) => isRun(run) && run.startedAt >= start && run.startedAt <= end,
    );
    return success(page(runs, request.query, syncView));
  });

  server.get('/v1/connections/:id/errors', async (request) => {
    need('errors');
    const { native } = findConnection(account, request.params);
    const current = (native.failedAt ?? 0) > (native.succeededAt ?? 0) ? native.errors.slice(0, 1) : [];
    return success(
      page(current, request.query, ({ createdAt, ...error }) => ({
        ...error,
        created_at: microTime(createdAt),
      })),
    );
  });

  server.get('/v1/connections/:id/warnings', async (request) => {
    need('warnings');
    const { native } = findConnection(account, request.params);
    const now = microTime(account.clock.now());
    return success(
      page(native.warnings, request.query, (one) => ({ warnings: [{ ...one, created_at: now }] })),
    );
  });

  const stateful = (params: unknown) => {
    const connection = findConnection(account, params);
    if (SDK_SERVICES.includes(connection.kind)) return connection;
    throw new FivetranError(
      400,
      'BadRequest',
      `Connection state is not supported for service '${connection.kind}'`,
    );
  };
  server.get('/v1/connections/:id/state', async (request) =>
    success({ state: stateful(request.params).native.sdkState }),
  );
  server.patch('/v1/connections/:id/state', async (request) => {
    const connection = stateful(request.params);
    if (connection.active !== null)
      throw new FivetranError(409, 'Conflict', 'Connection is syncing: pause it first');
    const { state } = readInput(z.looseObject({ state: z.record(z.string(), z.unknown()) }), request.body);
    connection.native.sdkState = state;
    account.world.effect(connection, 'config', 'api', 'state');
    return success({ state });
  });
}

/** Field names are unconfirmed (the endpoint is newer than the OpenAPI copy): a reader should be tolerant. */
function syncView(run: HistoryRecord) {
  const end = run.endedAt === null ? null : syncEndData(run);
  return {
    id: run.id,
    sync_start: microTime(run.startedAt),
    sync_end: run.endedAt === null ? null : microTime(run.endedAt),
    status: end?.status ?? 'IN_PROGRESS',
    ...(end?.reason === undefined ? {} : { reason: end.reason }),
    ...(end?.taskType === undefined ? {} : { task_type: end.taskType }),
    extract: { rows: run.rows ?? 0 },
    load: { rows: run.rows ?? 0, bytes: run.bytes ?? 0 },
  };
}
