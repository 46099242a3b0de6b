// StepCommand to Airbyte writes. Reads that a write needs come first and fail as reads: nothing was changed then.
import type { AirbyteAccount } from '../../domain/account';
import { assertNever } from '../../domain/assert-never';
import { OpError } from '../../domain/op-error';
import type { StepCommand } from '../../domain/step';
import { beforeWrite } from '../http/before-write';
import { assertMayWrite } from '../http/may-write';
import { connectionPath, type AirbyteApi } from './api';
import type { Applied } from './applied';
import { changeSetting } from './change-setting';
import { checkConnectors } from './check-connectors';
import { clearAll, clearStreams } from './clear';
import { editState } from './edit-state';
import type { AirbyteReader } from './facts';
import { refresh } from './refresh';
import { isUnderWay } from './runs';
import { reloadSchema } from './schema-reload';
import { selectSchema } from './select-schema';
import { setSchedule } from './set-schedule';
import { startJob } from './start-job';
import { connectionSchema, jobSchema } from './wire.schema';

/** @throws OpError with write semantics; `provider.forbidden`, without a call, for a read-only account */
export async function applyAirbyte(
  config: AirbyteAccount,
  api: AirbyteApi,
  reader: Pick<AirbyteReader, 'readConnection' | 'readJobs'>,
  command: StepCommand,
  deps: { now(): Date },
): Promise<Applied> {
  assertMayWrite(config);
  const { connectionId } = command;
  const readConnection = () => beforeWrite(() => reader.readConnection(connectionId));
  switch (command.kind) {
    case 'trigger_sync': {
      const job = await startJob(api, { connectionId, jobType: 'sync' }, deps);
      return { evidence: `sync job ${job.jobId} is ${job.status}`, runId: job.jobId, satisfied: true };
    }
    case 'cancel_sync':
      return cancelRun(api, reader, command);
    case 'pause':
      return setStatus(api, connectionId, 'inactive');
    case 'resume':
      return setStatus(api, connectionId, 'active');
    case 'run_setup_tests':
      return checkConnectors(api, await readConnection());
    case 'reload_schema':
      return reloadSchema(api, await readConnection());
    case 'resync':
      return refresh(api, () => reader.readConnection(connectionId), command.params.scope);
    case 'clear': {
      const { scope } = command.params;
      if (scope === undefined) return clearAll(api, connectionId, deps);
      return clearStreams(api, await readConnection(), scope);
    }
    case 'select_schema':
      return selectSchema(api, command);
    case 'set_schedule':
      return setSchedule(api, command);
    case 'change_setting':
      return changeSetting(api, command);
    case 'edit_state':
      return editState(api, command);
    default:
      return assertNever(command.kind);
  }
}

/** DELETE /jobs/{id} cancels whatever runs on that job's connection, so the job must still be the one that runs. */
async function cancelRun(
  api: AirbyteApi,
  reader: Pick<AirbyteReader, 'readJobs'>,
  command: StepCommand,
): Promise<Applied> {
  const { runId } = command;
  const jobs = await beforeWrite(() => reader.readJobs(command.connectionId));
  const active = jobs.find(isUnderWay);
  if (runId === undefined || active?.jobId !== runId) {
    const now = active ? `job ${active.jobId} is` : 'none is';
    throw new OpError('provider.rejected', {
      message: `run ${runId ?? '(unnamed)'} is no longer the active one, ${now}`,
    });
  }
  const job = await api.write('DELETE', `/jobs/${encodeURIComponent(runId)}`, undefined, jobSchema);
  return { evidence: `job ${runId} is ${job.status}`, runId, satisfied: job.status === 'cancelled' };
}

async function setStatus(
  api: AirbyteApi,
  connectionId: string,
  status: 'active' | 'inactive',
): Promise<Applied> {
  const answer = await api.write(
    'PATCH',
    connectionPath(connectionId),
    { status },
    connectionSchema.pick({ status: true }),
  );
  return { evidence: `the connection is ${answer.status}`, satisfied: answer.status === status };
}
