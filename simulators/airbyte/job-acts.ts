// Starting and cancelling jobs: one active job a connection, conflicts told apart, cancellation connection-wide.
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import { statusOf, type AirbyteConnection } from './native';
import { notFound, stateConflict, tryAgainLater } from './problems';

/** How long the vendor waits for a job to appear before it gives up, although the job may still come. */
const WAIT_SECONDS_MAX = 60;

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

/** @throws AirbyteProblem 409: try-again-later while one runs, state-conflict when inactive or after a long wait */
export async function startSync(instance: AirbyteInstance, connection: AirbyteConnection): Promise<Job> {
  if (connection.active !== null) throw tryAgainLater(connection.id);
  if (statusOf(connection) !== 'active') throw stateConflict('Connection is not active');
  const { slowJobSeconds } = instance.settings;
  if (slowJobSeconds === 0) return startNow(instance, connection);
  const late: { job: Job | null } = { job: null };
  instance.clock.after(slowJobSeconds * 1000, () => {
    const free = connection.active === null && statusOf(connection) === 'active';
    if (free && instance.world.connections.get(connection.id) === connection)
      late.job = startNow(instance, connection);
  });
  await instance.clock.sleep(Math.min(slowJobSeconds, WAIT_SECONDS_MAX) * 1000);
  if (late.job === null) throw stateConflict('Timed out while waiting for the job to be created');
  return late.job;
}

function startNow(instance: AirbyteInstance, connection: AirbyteConnection): Job {
  const run = instance.runs.start(connection, { kind: 'sync', vendorKind: 'sync', trigger: 'api' });
  return findJob(instance, Number(run.id));
}

/** Reset and clear stop a running sync first (vendor source), and work on an inactive connection too. */
export function startClear(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  vendorKind: 'clear' | 'reset',
  scope: readonly string[] = [],
): Job {
  instance.runs.cancel(connection, 'This attempt was cancelled');
  const run = instance.runs.start(connection, {
    kind: 'clear',
    vendorKind,
    trigger: 'api',
    ...(scope.length === 0 ? {} : { scope }),
  });
  return findJob(instance, Number(run.id));
}

/** Cancels whatever runs on the job's connection, not that job; nothing running changes nothing. */
export function cancelOn(instance: AirbyteInstance, connection: AirbyteConnection): void {
  const cancelled = instance.runs.cancel(connection, 'This attempt was cancelled');
  if (cancelled !== null) instance.world.effect(connection, 'cancel', 'api', `job ${cancelled.id}`);
}
