// Fivetran's newer read endpoints, sync history and errors; each can be switched off.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isRun, type HistoryRecord } from '../engine/connection';
import type { FivetranAccount } from './account';
import type { Features } from './behaviour';
import { findConnection } from './connection-routes';
import { microTime } from './connection-view';
import { FivetranError, invalidInput, page, readInput, success } from './envelope';
import { syncEndData } from './run-outcome';

const HOUR_MS = 3_600_000;
const RANGE_MAX_MS = 7 * 24 * HOUR_MS;
const time = z.iso.datetime({ offset: true });
const historyQuery = z.looseObject({ start_time: time.optional(), end_time: time.optional() });
/** Throws 404 as an account without the endpoint answers. */
export function needFeature(account: FivetranAccount, feature: keyof Features): void {
  if (!account.features[feature]) throw new FivetranError(404, 'NotFound', 'HTTP 404 Not Found');
}

export function addInsightRoutes(server: FastifyInstance, account: FivetranAccount): void {
  /** Range defaults to the last hour and is 7 days at most; newest last. */
  server.get('/v1/connections/:id/sync-history', async (request) => {
    needFeature(account, 'syncHistory');
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
    needFeature(account, 'errors');
    const { native } = findConnection(account, request.params);
    const current = (native.failedAt ?? 0) > (native.succeededAt ?? 0) ? native.errors.slice(0, 1) : [];
    return success(
      page(current, request.query, ({ createdAt, ...error }) => ({
        ...error,
        created_at: microTime(createdAt),
      })),
    );
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
