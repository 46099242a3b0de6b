// Starting and cancelling jobs: one active job a connection, conflicts told apart, cancellation connection-wide.
import type { RunKind } from '../engine/connection';
import type { AirbyteInstance, Job } from './instance';
import type { AirbyteConnection } from './native';
import { notFound, stateConflict, tryAgainLater } from './problems';

export function findConnection(instance: AirbyteInstance, id: string): AirbyteConnection {
  const connection = instance.world.connections.get(id);
  if (connection === undefined) throw notFound('connection', id);
  return connection;
}

export function findJob(instance: AirbyteInstance, id: number): Job {
  const job = instance.jobs.get(id);
  if (job === undefined) throw notFound('job', String(id));
  return job;
}

export function startSync(instance: AirbyteInstance, connection: AirbyteConnection): Job {
  if (connection.active !== null) throw tryAgainLater(connection.id);
  if (connection.paused) throw stateConflict('Connection is not active');
  return start(instance, connection, 'sync', 'sync');
}

/** Reset and clear stop a running sync first (vendor source), and work on an inactive connection too. */
export function startClear(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  vendorKind: 'clear' | 'reset',
  scope?: readonly string[],
): Job {
  instance.runs.cancel(connection, 'This attempt was cancelled');
  return start(instance, connection, 'clear', vendorKind, scope);
}

/** No job comes back while a sync runs: the refresh would be kept for the next run. */
export function startRefresh(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  scope?: readonly string[],
): Job | null {
  if (connection.paused) throw stateConflict('Connection is not active');
  return connection.active === null ? start(instance, connection, 'resync', 'refresh', scope) : null;
}

/** Cancels whatever runs on the job's connection, not that job; nothing running changes nothing. */
export function cancelOn(instance: AirbyteInstance, connection: AirbyteConnection): void {
  const cancelled = instance.runs.cancel(connection, 'This attempt was cancelled');
  if (cancelled !== null) instance.world.effect(connection, 'cancel', 'api', `job ${cancelled.id}`);
}

function start(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  kind: RunKind,
  vendorKind: string,
  scope?: readonly string[],
): Job {
  const limited = scope === undefined || scope.length === 0 ? {} : { scope };
  const run = instance.runs.start(connection, { kind, vendorKind, trigger: 'api', ...limited });
  return findJob(instance, Number(run.id));
}
