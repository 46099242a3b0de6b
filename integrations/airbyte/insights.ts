// What only the config API knows beyond a failure: why a connection is disabled, what changed at the source, which
// streams wait for a quota. Each as a notice; what cannot be read is told as missing.
import { z } from 'zod';
import type { ConnectionFacts, ConnectionState } from '../../domain/connection-state';
import { readOrMiss } from '../http/optional-read';
import type { AirbyteApi } from './api';

type Notice = ConnectionState['notices'][number];

const text = z.string().nullish();
const names = z.array(z.string()).nullish();

const eventsSchema = z.object({
  events: z.array(z.object({ summary: z.looseObject({ disabledReason: text }).nullish() })),
});
const statusesSchema = z.object({
  streamStatuses: z.array(
    z.object({
      streamName: z.string(),
      runState: z.string(),
      metadata: z.looseObject({ quotaReset: z.number().nullish() }).nullish(),
    }),
  ),
});
const fieldSchema = z.object({
  transformType: z.string(),
  fieldName: names,
  breaking: z.boolean().nullish(),
});
/** Servers up to about 0.6 send `updateStream` as the bare list of field transforms. */
const updateSchema = z.union([
  z.array(fieldSchema),
  z.object({ fieldTransforms: z.array(fieldSchema).nullish() }).transform((one) => one.fieldTransforms ?? []),
]);
export const catalogDiffSchema = z.object({
  transforms: z.array(
    z.object({
      transformType: z.string(),
      streamDescriptor: z.object({ name: z.string(), namespace: text }),
      updateStream: updateSchema.nullish(),
    }),
  ),
});
export type WireCatalogDiff = z.infer<typeof catalogDiffSchema>;

/** Fields and streams named in one notice; the rest is counted. */
const NAMED_MAX = 5;

/** Asked for only where the state makes it worth a call. */
export async function insights(
  api: AirbyteApi,
  state: ConnectionState,
  diff: WireCatalogDiff | undefined,
  missing: ConnectionFacts['missing'],
): Promise<Notice[]> {
  if (!api.config.offered) return [];
  const [disabled, waiting] = await Promise.all([
    state.active ? [] : whyDisabled(api, state.connectionId, missing),
    streamsThatWait(api, state.connectionId, missing),
  ]);
  return [...disabled, ...waiting, ...changes(diff)];
}

async function whyDisabled(
  api: AirbyteApi,
  connectionId: string,
  missing: ConnectionFacts['missing'],
): Promise<Notice[]> {
  const body = {
    connectionId,
    eventTypes: ['CONNECTION_DISABLED'],
    pagination: { pageSize: 1, rowOffset: 0 },
  };
  const found = await readOrMiss('why it is disabled', missing, () =>
    api.config.read('/connections/events/list', body, eventsSchema),
  );
  const reason = found?.events[0]?.summary?.disabledReason;
  if (!reason) return [];
  const words = reason.toLowerCase().replaceAll('_', ' ');
  return [{ severity: 'task', code: reason, message: `Airbyte disabled this connection: ${words}` }];
}

/** A connector that waits inside a sync needs nothing of us until then. */
async function streamsThatWait(
  api: AirbyteApi,
  connectionId: string,
  missing: ConnectionFacts['missing'],
): Promise<Notice[]> {
  const found = await readOrMiss('states of streams', missing, () =>
    api.config.read('/stream_statuses/latest_per_run_state', { connectionId }, statusesSchema),
  );
  const limited = (found?.streamStatuses ?? []).filter((one) => one.runState === 'RATE_LIMITED');
  return limited.slice(0, NAMED_MAX).map(({ streamName, metadata }) => {
    const reset = metadata?.quotaReset;
    const until = reset ? ` until ${new Date(reset).toISOString()}` : '';
    return {
      severity: 'warning',
      code: 'stream_rate_limited',
      message: `stream ${streamName} waits for its source's quota${until}`,
    };
  });
}

/** Not every change that breaks a pipeline is breaking in Airbyte's sense, so all are told. */
function changes(diff: WireCatalogDiff | undefined): Notice[] {
  const told = (diff?.transforms ?? []).flatMap(
    ({ transformType, streamDescriptor: { name }, updateStream }) =>
      updateStream
        ? updateStream.map((field) => {
            const breaking = field.breaking ? ' (breaking)' : '';
            return `${field.transformType.replaceAll('_', ' ')} ${name}.${(field.fieldName ?? []).join('.')}${breaking}`;
          })
        : [`${transformType.replaceAll('_', ' ')} ${name}`],
  );
  if (told.length === 0) return [];
  const more = told.length > NAMED_MAX ? ` and ${told.length - NAMED_MAX} more` : '';
  return [
    {
      severity: 'warning',
      code: 'schema_changes',
      message: `changed at the source: ${told.slice(0, NAMED_MAX).join(', ')}${more}`,
    },
  ];
}
