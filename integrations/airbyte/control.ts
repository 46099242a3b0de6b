// StepCommand to Airbyte writes. Reads that a write needs come first and fail as reads: nothing was changed then.
import { assertNever } from '../../domain/assert-never';
import { OpError } from '../../domain/op-error';
import type { ProviderAccount } from '../../domain/ports';
import type { StepCommand } from '../../domain/step';
import { beforeWrite } from '../http/before-write';
import type { AirbyteApi } from './api';
import { checkConnectors } from './check-connectors';
import { clearAll, clearStreams } from './clear';
import type { AirbyteReader } from './facts';
import { isUnderWay } from './runs';
import { reloadSchema } from './schema-reload';
import { startJob } from './start-job';
import { connectionSchema, jobSchema } from './wire.schema';

type Applied = Awaited<ReturnType<ProviderAccount['apply']>>;

/** @throws OpError with write semantics */
export async function applyAirbyte(
  api: AirbyteApi,
  reader: Pick<AirbyteReader, 'readConnection' | 'readJobs'>,
  command: StepCommand,
  deps: { now(): Date },
): Promise<Applied> {
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
    case 'resync': {
      const { scope } = command.params;
      if (scope === undefined) return clearAll(api, connectionId, deps);
      return clearStreams(api, await readConnection(), scope);
    }
    case 'clear':
    case 'select_schema':
    case 'set_schedule':
    case 'change_setting':
    case 'edit_state':
      throw new OpError('provider.not_supported', { message: `${command.kind} is not supported here` });
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
  const path = `/connections/${encodeURIComponent(connectionId)}`;
  const answer = await api.write('PATCH', path, { status }, connectionSchema.pick({ status: true }));
  return { evidence: `the connection is ${answer.status}`, satisfied: answer.status === status };
}
