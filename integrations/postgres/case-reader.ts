// Cases out of the outcomes of closed incidents: the memory of diagnosis is rebuilt from here at every start.
import type { Kysely } from 'kysely';
import type { CaseReader } from '../../domain/reader-ports';
import type { Outcome } from '../../domain/store-ports';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createCaseReader(db: Kysely<Tables>): CaseReader {
  return {
    casesAfter: (seq, limit) =>
      asStoreError(async () => {
        const rows = await db
          .selectFrom('outcomes')
          .select(['seq', 'document'])
          .where('seq', '>', String(seq))
          .orderBy('seq')
          .limit(limit)
          .execute();
        return {
          // Only `record` writes this column.
          cases: rows.flatMap((row) => (row.document as Outcome).cases ?? []),
          seq: Number(rows.at(-1)?.seq ?? seq),
        };
      }),
  };
}
