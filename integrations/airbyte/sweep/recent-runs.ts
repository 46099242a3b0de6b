// What has run since the last sweep and what is under way: by the config API with reasons, else by the public one.
import type { SweepPage, SweepRequest } from '../../../domain/sweep/survey';
import { OpError } from '../../../domain/op-error';
import type { AirbyteApi } from '../api';
import { runOf } from '../runs';
import { jobSchema } from '../wire.schema';
import { runOfConfigJob } from './config-run';
import type { SweepCursor } from './cursor';
import { firstOf } from './end-of-list';
import { EMPTY, type PartOfSweep } from './inventory';
import { createPageSize } from './page-size';
import { readRows } from './rows';
import { configJobSchema, configJobsSchema, dataSchema } from './wire.schema';

/** The public API's most, and what the config API gives by default; fewer where attempts tell long stories. */
const PUBLIC_JOBS = [100, 25] as const;
const CONFIG_JOBS = [200, 50, 10] as const;
/** Newest first: what lies behind so many rows is older than a sweep has to know. */
const ROWS_MAX = 5000;
/** Servers of before 2.0 do not know `queued`: they are asked without. */
const UNDER_WAY = ['running', 'pending', 'incomplete', 'queued'];
const CONFIG_TYPES = ['sync', 'refresh', 'clear', 'reset_connection'];

interface RunsDeps {
  api: AirbyteApi;
  now(): Date;
}

type ReadRuns = (
  request: SweepRequest,
  cursor: SweepCursor,
  workspaceIds: readonly string[],
) => Promise<PartOfSweep>;

/** Keeps what has proven to work: page sizes, and states that the server knows. */
export function createRecentRuns({ api, now }: RunsDeps): ReadRuns {
  const sizes = { config: createPageSize(CONFIG_JOBS), public: createPageSize(PUBLIC_JOBS) };
  let underWay = UNDER_WAY;

  /** @throws OpError with read semantics */
  return async (request, cursor, workspaceIds) => {
    // Without a workspace the config API would be asked about none, and the public one about all.
    if (cursor.by === 'config' && workspaceIds.length === 0) return EMPTY;
    const { part, by, offset } = cursor;
    const { answer, rows, calls } = await sizes[by].read((limit) =>
      by === 'config'
        ? configJobs(request, cursor, limit, workspaceIds)
        : publicJobs(request, cursor, limit, workspaceIds),
    );
    const first = firstOf('jobs', answer, cursor);
    const { runs, missing } = by === 'config' ? fromConfig(answer) : fromPublic(answer);
    const onward = answer.length >= rows ? { ...cursor, ...first, offset: offset + answer.length } : null;
    const page = { connections: [], runs, missing, calls };
    if (onward === null || onward.offset < ROWS_MAX) return { ...page, next: onward };
    const why = `more than ${ROWS_MAX} ${part === 'runs' ? `since ${request.since}` : 'under way'}; the newest were read`;
    return { ...page, next: null, missing: [...missing, { what: 'older runs', why }] };
  };

  async function configJobs(
    { since }: SweepRequest,
    { part, offset }: SweepCursor,
    pageSize: number,
    workspaceIds: readonly string[],
  ): Promise<unknown[]> {
    const ask = async () => {
      const body = {
        ...{ workspaceIds, configTypes: CONFIG_TYPES },
        ...(part === 'running' ? { statuses: underWay } : { updatedAtStart: since }),
        ...{ orderByField: 'updatedAt', orderByMethod: 'DESC' },
        pagination: { pageSize, rowOffset: offset },
      };
      return (await api.config.read('/jobs/list_for_workspaces', body, configJobsSchema, 'sweep')).jobs;
    };
    try {
      return await ask();
    } catch (error) {
      const unknownState = error instanceof OpError && error.code === 'provider.rejected';
      if (part !== 'running' || !unknownState || !underWay.includes('queued')) throw error;
      underWay = UNDER_WAY.filter((state) => state !== 'queued');
      return ask();
    }
  }

  /** One state a call, so only the commonest of those under way is asked for; others show when they move. */
  async function publicJobs(
    { since }: SweepRequest,
    { part, offset }: SweepCursor,
    limit: number,
    workspaceIds: readonly string[],
  ): Promise<unknown[]> {
    const query = {
      ...(part === 'running' ? { status: 'running' } : { updatedAtStart: since }),
      ...(workspaceIds.length > 0 && { workspaceIds: workspaceIds.join(',') }),
      // Airbyte's paging links may name a host inside its cluster: they are never followed.
      ...{ orderBy: 'updatedAt|DESC', limit: String(limit), offset: String(offset) },
    };
    return (await api.read('/jobs', dataSchema, query, 'sweep')).data;
  }

  function fromPublic(jobs: unknown[]): Pick<SweepPage, 'runs' | 'missing'> {
    const { rows, missing } = readRows('job', jobs, jobSchema);
    const readAt = now();
    const runs = rows.flatMap((job) =>
      job.connectionId ? [{ connectionId: job.connectionId, run: runOf(job, readAt) }] : [],
    );
    return { runs, missing };
  }
}

function fromConfig(jobs: unknown[]): Pick<SweepPage, 'runs' | 'missing'> {
  const { rows, missing } = readRows('job', jobs, configJobSchema);
  return { missing, runs: rows.map((row) => ({ connectionId: row.job.configId, run: runOfConfigJob(row) })) };
}
