// Fits a connection's configured streams to the schema just discovered: the part of a schema reload that decides.
import type { ConfiguredStream, DiscoveredStream } from './wire.schema';

interface StreamSelection {
  streams: ConfiguredStream[];
  /** In words, for the evidence: what no longer exists at the source. */
  dropped: string[];
}

/** Keeps what still exists, drops removed streams, keys and fields; adds nothing, because new data is a decision. */
export function selectStreams(
  configured: readonly ConfiguredStream[],
  discovered: readonly DiscoveredStream[],
): StreamSelection {
  const dropped: string[] = [];
  const streams = configured.flatMap((stream) => {
    const found = discovered.find((candidate) => sameStream(stream, candidate));
    if (!found) {
      dropped.push(`stream ${streamName(stream)}`);
      return [];
    }
    const fitted = fitStream(stream, found);
    dropped.push(...fitted.dropped);
    return [fitted.stream];
  });
  return { streams, dropped };
}

export function streamName(stream: Pick<ConfiguredStream, 'name' | 'namespace'>): string {
  return stream.namespace ? `${stream.namespace}.${stream.name}` : stream.name;
}

function sameStream(stream: ConfiguredStream, candidate: DiscoveredStream): boolean {
  const namespace = candidate.streamnamespace ?? candidate.streamNamespace ?? '';
  return candidate.streamName === stream.name && namespace === (stream.namespace ?? '');
}

function fitStream(
  stream: ConfiguredStream,
  found: DiscoveredStream,
): { stream: ConfiguredStream; dropped: string[] } {
  const fields = found.propertyFields ?? [];
  // A source that lists no fields says nothing about them.
  const has = (path: readonly string[]) =>
    fields.length === 0 || fields.some((field) => path.every((part, at) => field[at] === part));
  const { cursorField, primaryKey, selectedFields, ...rest } = stream;
  const keepCursor = cursorField && cursorField.length > 0 && has(cursorField);
  const keepKey = primaryKey && primaryKey.length > 0 && primaryKey.every(has);
  const keptFields = selectedFields?.filter((field) => has(field.fieldPath));
  const name = streamName(stream);
  const gone = selectedFields?.filter((field) => !has(field.fieldPath)) ?? [];
  return {
    stream: {
      ...rest,
      ...(keepCursor && { cursorField }),
      ...(keepKey && { primaryKey }),
      ...(keptFields && keptFields.length > 0 && { selectedFields: keptFields }),
    },
    dropped: [
      ...(cursorField?.length && !keepCursor ? [`cursor ${name}.${cursorField.join('.')}`] : []),
      ...(primaryKey?.length && !keepKey ? [`primary key of ${name}`] : []),
      ...gone.map((field) => `field ${name}.${field.fieldPath.join('.')}`),
    ],
  };
}
