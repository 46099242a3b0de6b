// The Fivetran Platform Connector's tables in a PostgreSQL destination: runs with rows, where the API has no history.
import { Kysely, PostgresDialect, sql, type Dialect } from 'kysely';
import type { PlatformLogSource } from '../../domain/account';
import type { SyncRun } from '../../domain/connection-state';
import { LIMITS } from '../../domain/limits';
import { OpError } from '../../domain/op-error';
import { runsFromLog, type LogRow } from './runs-from-log';

export interface PlatformLog {
  /** Newest first, up to LIMITS.recentRunsMax. @throws OpError `store.unreachable` with what to do */
  runs(connectionId: string): Promise<SyncRun[]>;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** The table may be large and without index: a slow answer is worth less than an incident that goes on. */
const STATEMENT_TIMEOUT_MS = 15_000;
const POOL_MAX = 2;
/** Older syncs are no measure for the next one; also bounds what is searched. */
const DAYS_BACK = 30;
/** Of all syncs together: one row a table and kind of change. */
const ROWS_MAX = 20_000;

/** `connection_id` since May 2025, `connector_id` before (Fivetran's change log of the connector). */
const ID_COLUMNS = ['connection_id', 'connector_id'] as const;
const UNDEFINED_COLUMN = '42703';

/** Connects at the first question. Only ever reads: the session is read-only. */
export function createPlatformLog(source: PlatformLogSource, deps: { dialect?: Dialect } = {}): PlatformLog {
  const db = new Kysely<unknown>({ dialect: deps.dialect ?? postgres(source.databaseUrl) });
  const log = sql.id(source.schema, 'log');

  async function rows(connectionId: string, idColumn: string): Promise<LogRow[]> {
    const mine = sql`${sql.ref(idColumn)} = ${connectionId} and time_stamp > now() - make_interval(days => ${DAYS_BACK}::int)`;
    const { rows: found } = await sql<LogRow>`
      select sync_id, message_event, message_data, extract(epoch from time_stamp)::float8 * 1000 as at_ms
      from ${log}
      where ${mine}
        and message_event in ('sync_start', 'sync_end', 'records_modified')
        and sync_id in (
          select sync_id from ${log}
          where ${mine} and message_event = 'sync_start' and sync_id is not null
          order by time_stamp desc
          limit ${LIMITS.recentRunsMax}::int
        )
      order by time_stamp desc
      limit ${ROWS_MAX}::int`.execute(db);
    return found;
  }

  return {
    async runs(connectionId) {
      for (const [at, column] of ID_COLUMNS.entries()) {
        try {
          return runsFromLog(await rows(connectionId, column));
        } catch (error) {
          if (codeOf(error) !== UNDEFINED_COLUMN || at === ID_COLUMNS.length - 1)
            throw unreachable(source, error);
        }
      }
      return [];
    },
    close: () => db.destroy(),
  };
}

function postgres(databaseUrl: string): Dialect {
  return new PostgresDialect({
    pool: async () => {
      const { Pool } = await import('pg');
      const pool = new Pool({
        connectionString: databaseUrl,
        max: POOL_MAX,
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        statement_timeout: STATEMENT_TIMEOUT_MS,
        options: '-c default_transaction_read_only=on',
        allowExitOnIdle: true,
      });
      // A server that restarts breaks idle connections; the pool makes new ones, and queries report their own errors.
      pool.on('error', () => undefined);
      pool.on('connect', (client) => client.on('error', () => undefined));
      return pool;
    },
  });
}

/** Says what failed, never the URL: it holds a password. */
function unreachable({ schema }: PlatformLogSource, error: unknown): OpError {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const words = inner instanceof Error ? inner.message || inner.name : 'unknown reason';
  const why = words.replace(/(postgres(?:ql)?:\/\/[^:@/\s]*):[^@\s]*@/gi, '$1:[secret]@');
  const message = `the platform log (${schema}.log) cannot be read: ${why}; check platformLog in config/accounts.yaml`;
  return new OpError('store.unreachable', { message }, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
