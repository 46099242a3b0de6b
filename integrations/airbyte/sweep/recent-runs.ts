// What has run since the last sweep and what is under way: by the config API with reasons, else by the public one.
import type { SyncRun } from '../../../domain/connection-state';
import type { SweepPage, SweepRequest } from '../../../domain/sweep/survey';
import type { AirbyteApi } from '../api';
import { failureOf, kindOf, runOf, statusOf } from '../runs';
import { jobSchema } from '../wire.schema';
import type { SweepCursor } from './cursor';
import { readRows } from './rows';
import { configJobSchema, configJobsSchema, dataSchema, type WireConfigJob } from './wire.schema';

/** The public API's most; the config API names none, and answers hundreds with their attempts in well under 8 MiB. */
const PUBLIC_ROWS = 100;
const CONFIG_ROWS = 200;
/** Newest first: what lies behind so many rows is older than a sweep has to know. */
const OFFSET_MAX = 5000;
const UNDER_WAY = ['running', 'pending', 'queued', 'incomplete'];
const CONFIG_TYPES = ['sync', 'refresh', 'clear', 'reset_connection'];

interface RunsDeps {
  api: AirbyteApi;
  workspaceIds: readonly string[];
  now(): Date;
}

interface Runs {
  runs: SweepPage['runs'];
  missing: SweepPage['missing'];
  calls: number;
  /** Rows that came; fewer than asked for means the end. */
  more: boolean;
}

export async function recentRuns(deps: RunsDeps, request: SweepRequest, cursor: SweepCursor): Promise<Runs> {
  const found = deps.api.config.offered
    ? await byConfigApi(deps, request, cursor)
    : await byPublicApi(deps, request, cursor);
  if (!found.more || cursor.offset < OFFSET_MAX) return found;
  const why = `more than ${OFFSET_MAX} runs since ${request.since}; the newest were read`;
  return { ...found, more: false, missing: [...found.missing, { what: 'older runs', why }] };
}

export function rowsPerCall({ config }: AirbyteApi): number {
  return config.offered ? CONFIG_ROWS : PUBLIC_ROWS;
}

async function byConfigApi(
  deps: RunsDeps,
  { since }: SweepRequest,
  { part, offset }: SweepCursor,
): Promise<Runs> {
  const answer = await deps.api.config.read(
    '/jobs/list_for_workspaces',
    {
      workspaceIds: deps.workspaceIds,
      configTypes: CONFIG_TYPES,
      ...(part === 'running' ? { statuses: UNDER_WAY } : { updatedAtStart: since }),
      ...{ orderByField: 'updatedAt', orderByMethod: 'DESC' },
      pagination: { pageSize: CONFIG_ROWS, rowOffset: offset },
    },
    configJobsSchema,
    'sweep',
  );
  const { rows, missing } = readRows('job', answer.jobs, configJobSchema);
  const runs = rows.map((row) => ({ connectionId: row.job.configId, run: runFromConfig(row) }));
  return { runs, missing, calls: 1, more: answer.jobs.length >= CONFIG_ROWS };
}

/** One status a call, so only the commonest of those under way is asked for. */
async function byPublicApi(
  deps: RunsDeps,
  { since }: SweepRequest,
  { part, offset }: SweepCursor,
): Promise<Runs> {
  const query = {
    ...(part === 'running' ? { status: 'running' } : { updatedAtStart: since }),
    ...(deps.workspaceIds.length > 0 && { workspaceIds: deps.workspaceIds.join(',') }),
    ...{ orderBy: 'updatedAt|DESC', limit: String(PUBLIC_ROWS), offset: String(offset) },
  };
  const answer = await deps.api.read('/jobs', dataSchema, query, 'sweep');
  const { rows, missing } = readRows('job', answer.data, jobSchema);
  const readAt = deps.now();
  const runs = rows.flatMap((job) =>
    job.connectionId ? [{ connectionId: job.connectionId, run: runOf(job, readAt) }] : [],
  );
  return { runs, missing, calls: 1, more: answer.data.length >= PUBLIC_ROWS };
}

function runFromConfig({ job, attempts }: WireConfigJob): SyncRun {
  const status = statusOf(job.status);
  const failure = status === 'failed' ? failureOf({ attempts }) : undefined;
  return {
    id: job.id,
    kind: kindOf(job.configType === 'reset_connection' ? 'reset' : job.configType),
    status,
    startedAt: new Date(job.createdAt * 1000).toISOString(),
    endedAt: status === 'running' ? null : new Date(job.updatedAt * 1000).toISOString(),
    rows: job.aggregatedStats?.recordsCommitted ?? null,
    bytes: job.aggregatedStats?.bytesCommitted ?? null,
    ...(failure && { failure }),
  };
}
