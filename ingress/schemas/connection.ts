// Connections as answers: what the sweeps know, and what the provider says now.
import { z } from 'zod';
import type { ConnectionFacts, ConnectionState, SyncRun } from '../../domain/connection-state';
import type { LiveDiagnosis } from '../../domain/live-diagnosis';
import { PIPELINE_EVENT_KINDS } from '../../domain/pipeline-event';
import { CONNECTION_HEALTHS, type KnownConnection } from '../../domain/sweep/known-connection';
import { answerOf } from './answer';
import { DiagnosisAnswer } from './diagnosis';
import { count, pageOf, provider, tags, time } from './plain';
import { ScheduleAnswer } from './step';

const health = z.enum(CONNECTION_HEALTHS);
const ref = { provider, account: z.string(), connectionId: z.string() };
const named = { name: z.string(), service: z.string(), destination: z.string() };
const schemaChange = z.enum(['none', 'non_breaking', 'breaking', 'unknown']);

const failure = z.object({
  message: z.string(),
  type: z.string().exactOptional(),
  origin: z.string().exactOptional(),
  httpStatus: z.int().exactOptional(),
  stackTrace: z.string().exactOptional(),
  attempts: count.exactOptional(),
  logTail: z.string().exactOptional(),
});

const run = z.object({
  id: z.string(),
  kind: z.enum(['sync', 'resync', 'refresh', 'clear']),
  status: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'rescheduled']),
  startedAt: time,
  endedAt: time.nullable(),
  rows: z.number().nullable(),
  bytes: z.number().nullable(),
  failure: failure.exactOptional(),
});

const RunAnswer = answerOf<SyncRun>()('SyncRun', run, 'What one sync or job did.');

export const KnownConnectionAnswer = answerOf<KnownConnection>()(
  'Connection',
  z.object({
    ...ref,
    ...named,
    tags,
    health,
    active: z.boolean(),
    everyMs: z.number().nullable(),
    running: z.object({ id: z.string().exactOptional(), since: time }).nullable(),
    lastSuccessAt: time.nullable(),
    lastFailureAt: time.nullable(),
    rescheduledFor: time.nullable(),
    schemaChange,
    lastRun: run.pick({ id: true, status: true, rows: true, startedAt: true, endedAt: true }).nullable(),
    durationsMs: z.array(z.number()),
    rows: z.array(z.number()),
    reported: z.partialRecord(z.enum(PIPELINE_EVENT_KINDS), z.string()),
    firstSeenAt: time,
    changedAt: time,
  }),
  'A connection as the sweeps know it.',
);

export const ConnectionPage = pageOf(KnownConnectionAnswer).meta({ id: 'ConnectionPage' });

const state = answerOf<ConnectionState>()(
  'ConnectionState',
  z.object({
    readAt: time,
    connectionId: z.string(),
    ...named,
    tags,
    active: z.boolean(),
    setup: z.enum(['connected', 'incomplete', 'broken', 'unknown']),
    schedule: ScheduleAnswer,
    running: z.object({ id: z.string().exactOptional(), startedAt: time.exactOptional() }).nullable(),
    rescheduledFor: time.nullable(),
    lastSuccessAt: time.nullable(),
    lastFailureAt: time.nullable(),
    late: z.boolean().exactOptional(),
    lastRunId: z.string().nullable(),
    schemaChange,
    notices: z.array(
      z.object({ severity: z.enum(['task', 'warning']), code: z.string(), message: z.string() }),
    ),
  }),
  'A connection as the provider shows it now.',
);

export const ConnectionHistory = answerOf<ConnectionFacts>()(
  'ConnectionHistory',
  z.object({
    state,
    runs: z.array(RunAnswer),
    missing: z.array(z.object({ what: z.string(), why: z.string() })),
  }),
  'State and recent runs, newest first; what could not be read is in `missing`.',
);

export const LiveDiagnosisAnswer = answerOf<LiveDiagnosis>()(
  'LiveDiagnosis',
  z.object({
    connection: z.object({ ...ref, ...named }),
    health,
    readAt: time,
    diagnosis: DiagnosisAnswer.nullable(),
    providerUrl: z.string().nullable(),
  }),
  'How a connection stands this minute; `diagnosis` is null where nothing is wrong.',
);

export const ChangeAccepted = z
  .object({ incidentId: z.string() })
  .meta({ id: 'ChangeAccepted', description: 'The incident that carries the change out.' });
