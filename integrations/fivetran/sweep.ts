// One page of the whole account in one call: 1,000 connections with their status, each as a ConnectionState.
import type { FivetranAccount } from '../../domain/account';
import type { ConnectionState } from '../../domain/connection-state';
import { OpError } from '../../domain/op-error';
import type { SweepPage, SweepRequest } from '../../domain/sweep/survey';
import { shapeFault } from '../http/shape-fault';
import { TransportError } from '../http/transport-error';
import type { FivetranApi } from './api';
import type { GroupNames } from './group-names';
import { fivetranState } from './state';
import { connectionSchema } from './wire.schema';
import { namedItemSchema, pageSchema, unreadItemSchema } from './wire-parts.schema';

/**
 * The most that Fivetran puts on a page (docs: pagination), and less where such a page is longer than we read: the list
 * may carry every connection's whole configuration.
 */
const PAGE_SIZES = [1000, 250, 50];
/** Told one by one up to here, then by their number: a report must stay small. */
const UNREADABLE_TOLD_MAX = 10;

const NOT_SHOWN: SweepPage['missing'] = [
  { what: 'rows moved', why: "Fivetran's list of connections tells no volumes" },
  { what: 'reasons of failures', why: "Fivetran's list of connections tells when a sync failed, not why" },
];

interface SweepDeps {
  config: FivetranAccount;
  api: FivetranApi;
  groups: GroupNames;
  now(): Date;
}

/** Keeps the page size that has proven readable. */
export function createFivetranSweep(deps: SweepDeps): (request: SweepRequest) => Promise<SweepPage> {
  let sizes = PAGE_SIZES;
  return async (request) => {
    for (let calls = 0; ; calls += 1) {
      try {
        const page = await sweepPage(deps, request, sizes[0] ?? 0);
        return { ...page, calls: page.calls + calls };
      } catch (error) {
        if (!isOversized(error) || sizes.length === 1) throw error;
        sizes = sizes.slice(1);
      }
    }
  };
}

/**
 * `scope` and `since` make no difference: Fivetran's list tells states and outcomes alike. A connection that cannot be
 * read is named in `missing` and `unreadable`, and the others are kept.
 * @throws OpError with read semantics; `provider.invalid_answer` when the next page would be this one again
 */
async function sweepPage(deps: SweepDeps, { cursor }: SweepRequest, size: number): Promise<SweepPage> {
  const query = { limit: String(size), ...(cursor !== null && { cursor }) };
  const page = await deps.api.read('/v1/connections', pageSchema(unreadItemSchema), { query, lane: 'sweep' });
  const next = page.next_cursor ?? null;
  if (next !== null && next === cursor) throw repeats();
  const names = page.items.length === 0 ? { nameOf: (id: string) => id, calls: 0 } : await deps.groups.all();
  const readAt = deps.now();
  const connections = new Map<string, ConnectionState>();
  const faults: { what: string; why: string }[] = [];
  const unreadable: string[] = [];
  for (const item of page.items) {
    const parsed = connectionSchema.safeParse(item);
    if (parsed.success) {
      const destination = names.nameOf(parsed.data.group_id);
      const tags = { ...deps.config.connectionTags[parsed.data.id] };
      // A connection listed twice (pages shift while they are read) counts once.
      connections.set(parsed.data.id, fivetranState(parsed.data, { destination, tags, readAt }));
      continue;
    }
    const id = namedItemSchema.safeParse(item).data?.id;
    if (id !== undefined) unreadable.push(id);
    faults.push({
      what: id === undefined ? 'a connection without ID' : `connection ${id}`,
      why: `Fivetran's list has an unexpected shape: ${shapeFault(parsed.error)}`,
    });
  }
  return {
    connections: [...connections.values()],
    runs: [],
    next,
    calls: 1 + names.calls,
    missing: [...(cursor === null ? NOT_SHOWN : []), ...told(faults)],
    ...(unreadable.length > 0 && { unreadable }),
  };
}

function told(faults: SweepPage['missing']): SweepPage['missing'] {
  const more = faults.length - UNREADABLE_TOLD_MAX;
  const first = faults.slice(0, UNREADABLE_TOLD_MAX);
  return more > 0
    ? [...first, { what: `${more} more connections`, why: 'unreadable for the like reasons' }]
    : first;
}

function repeats(): OpError {
  return new OpError('provider.invalid_answer', {
    message:
      "Fivetran's list of connections names the page just read as its next one: it was not read to its end",
  });
}

function isOversized(error: unknown): boolean {
  return (
    error instanceof OpError && error.cause instanceof TransportError && error.cause.fault === 'oversized'
  );
}
