// Brings the schema up to date; several processes may start at once (kysely takes a lock).
import { Migrator, type Kysely, type Migration } from 'kysely';
import { firstTables } from './migrations/0001-first-tables';
import { incidentsByStatus } from './migrations/0002-incidents-by-status';
import { connections } from './migrations/0003-connections';
import { modelCalls } from './migrations/0004-model-calls';
import { outcomesInOrder } from './migrations/0005-outcomes-in-order';
import { incidentsByOpening } from './migrations/0006-incidents-by-opening';
import { brakes } from './migrations/0007-brakes';
import { apiTokens } from './migrations/0008-api-tokens';
import { posts } from './migrations/0009-posts';
import { modes } from './migrations/0010-modes';
import { delegations } from './migrations/0011-delegations';
import { postGroups } from './migrations/0012-post-groups';
import type { Tables } from './tables';

/** One that was ever in a commit is never edited: stores that have run it would not run it again. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-incidents-by-status': incidentsByStatus,
  '0003-connections': connections,
  '0004-model-calls': modelCalls,
  '0005-outcomes-in-order': outcomesInOrder,
  '0006-incidents-by-opening': incidentsByOpening,
  '0007-brakes': brakes,
  '0008-api-tokens': apiTokens,
  '0009-posts': posts,
  '0010-modes': modes,
  '0011-delegations': delegations,
  '0012-post-groups': postGroups,
};

/** @throws the first migration's error. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
}
