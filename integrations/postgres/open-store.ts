// Opens the store: PostgreSQL by URL, or PGlite in a folder for the embedded stack.
import { join } from 'node:path';
import { Kysely, PostgresDialect, type Dialect } from 'kysely';
import type { CaseReader, ConnectionReader, IncidentReader } from '../../domain/reader-ports';
import type {
  AuditLog,
  BrakeStore,
  ConnectionStore,
  DelegationStore,
  IncidentStore,
  ModeStore,
  ModelLedger,
  PostStore,
  Surroundings,
  TokenStore,
  TrackRecords,
} from '../../domain/store-ports';
import { OpError } from '../../domain/op-error';
import { createAuditLog } from './audit-log';
import { createBrakeStore } from './brake-store';
import { createCaseReader } from './case-reader';
import { createConnectionReader } from './connection-reader';
import { createConnectionStore } from './connection-store';
import { createDelegationStore } from './delegation-store';
import { lockFolder } from './folder-lock';
import { createIncidentReader } from './incident-reader';
import { createIncidentStore } from './incident-store';
import { migrate } from './migrate';
import { createModeStore } from './mode-store';
import { createModelLedger } from './model-calls';
import { createPostStore } from './post-store';
import { pgliteDialect } from './pglite-dialect';
import { sayWhy } from './store-error';
import { createSurroundings } from './surroundings';
import { createTrackRecords } from './track-records';
import type { Tables } from './tables';
import { createTokenStore } from './token-store';

export type StoreOptions = { databaseUrl: string; poolMax?: number } | { embeddedFolder: string };

export interface Store {
  kind: 'postgres' | 'embedded';
  store: IncidentStore;
  reader: IncidentReader;
  connections: ConnectionStore & ConnectionReader;
  models: ModelLedger;
  cases: CaseReader;
  surroundings: Surroundings;
  brakes: BrakeStore;
  tokens: TokenStore;
  posts: PostStore;
  modes: ModeStore;
  delegations: DelegationStore;
  records: TrackRecords;
  auditLog: AuditLog;
  close(): Promise<void>;
}

/** Opens and migrates. @throws OpError `store.unreachable` with what to do. */
export async function openStore(options: StoreOptions): Promise<Store> {
  return 'databaseUrl' in options
    ? openPostgres(options.databaseUrl, options.poolMax)
    : openEmbedded(options.embeddedFolder);
}

async function openPostgres(databaseUrl: string, max = 10): Promise<Store> {
  const { Pool } = await import('pg');
  const pool = new Pool({ connectionString: databaseUrl, max, connectionTimeoutMillis: 10_000 });
  // A server that restarts breaks idle connections; the pool makes new ones, and queries report their own errors.
  pool.on('error', () => undefined);
  // The pool listens only while a connection is idle: without this, a server that restarts ends our process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return ready('postgres', new PostgresDialect({ pool }), 'check DATABASE_URL', () => undefined);
}

async function openEmbedded(folder: string): Promise<Store> {
  const unlock = lock(folder);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const client = await PGlite.create(join(folder, 'pglite'));
    return await ready('embedded', pgliteDialect(client), `look at ${folder}`, unlock);
  } catch (error) {
    unlock();
    throw cannotOpen(folder, error);
  }
}

function lock(folder: string): () => void {
  try {
    return lockFolder(folder);
  } catch (error) {
    throw cannotOpen(folder, error);
  }
}

function cannotOpen(folder: string, error: unknown): OpError {
  if (error instanceof OpError) return error;
  return new OpError(
    'store.unreachable',
    { message: `cannot open the embedded store in ${folder}: ${sayWhy(error)}` },
    { cause: error },
  );
}

async function ready(
  kind: Store['kind'],
  dialect: Dialect,
  hint: string,
  unlock: () => void,
): Promise<Store> {
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw new OpError(
      'store.unreachable',
      { message: `cannot open the store: ${sayWhy(error)}; ${hint}` },
      { cause: error },
    );
  }
  return {
    kind,
    store: createIncidentStore(db),
    reader: createIncidentReader(db),
    connections: { ...createConnectionStore(db), ...createConnectionReader(db) },
    models: createModelLedger(db),
    cases: createCaseReader(db),
    surroundings: createSurroundings(db),
    brakes: createBrakeStore(db),
    tokens: createTokenStore(db),
    posts: createPostStore(db),
    modes: createModeStore(db),
    delegations: createDelegationStore(db),
    records: createTrackRecords(db),
    auditLog: createAuditLog(db),
    async close() {
      try {
        await db.destroy();
      } finally {
        unlock();
      }
    },
  };
}
