// Clearing deletes what is in the destination; the sync that follows reads everything again. The opposite of a refresh, which keeps it.
import { OpError } from '../../domain/op-error';
import type { AirbyteApi } from './api';
import { startJob } from './start-job';
import { streamName } from './stream-selection';
import { startedJobSchema, type ConfiguredStream, type WireConnection } from './wire.schema';

interface Cleared {
  evidence: string;
  runId: string;
  satisfied: boolean;
}

const THEN = 'the next sync reads everything again';

/** `clear` and `reset` do the same, but only `clear` asks for the editor role that destroying data deserves. */
export async function clearAll(
  api: AirbyteApi,
  connectionId: string,
  deps: { now(): Date },
): Promise<Cleared> {
  const job = await startJob(api, { connectionId, jobType: 'clear' }, deps);
  return { evidence: `clear job ${job.jobId} is ${job.status}; ${THEN}`, runId: job.jobId, satisfied: true };
}

/** Single streams are offered only by the config API, where an empty list would mean all of them. */
export async function clearStreams(
  api: AirbyteApi,
  connection: WireConnection,
  scope: readonly string[],
): Promise<Cleared> {
  const { job } = await api.config.write(
    '/connections/clear/stream',
    { connectionId: connection.connectionId, streams: streamsNamed(scope, connection) },
    startedJobSchema,
  );
  return { evidence: `clear job ${job.id} for ${scope.join(', ')}; ${THEN}`, runId: job.id, satisfied: true };
}

/** As the config API names streams. @throws OpError `provider.rejected` for a scope that names none or an unknown one */
export function streamsNamed(
  scope: readonly string[],
  { configurations }: Pick<WireConnection, 'configurations'>,
): { streamName: string; streamNamespace?: string }[] {
  if (scope.length === 0) throw new OpError('provider.rejected', { message: 'the scope names no stream' });
  return scope
    .map((entry) => streamNamed(entry, configurations?.streams ?? []))
    .map(({ name, namespace }) => ({ streamName: name, ...(namespace && { streamNamespace: namespace }) }));
}

/** `namespace.name`, or the bare name where only one configured stream has it. */
function streamNamed(entry: string, configured: readonly ConfiguredStream[]): ConfiguredStream {
  const exact = configured.find((stream) => streamName(stream) === entry);
  const byName = configured.filter((stream) => stream.name === entry);
  const found = exact ?? (byName.length === 1 ? byName[0] : undefined);
  if (found) return found;
  const why = byName.length > 1 ? 'is ambiguous' : 'is not configured';
  throw new OpError('provider.rejected', { message: `stream ${entry} ${why} on this connection` });
}
