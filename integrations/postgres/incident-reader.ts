// The read side: for API, CLI and reports.
import { sql, type Kysely } from 'kysely';
import type { AuditRow } from '../../domain/audit-entry';
import type { Evidence } from '../../domain/diagnosis';
import type { Incident } from '../../domain/incident';
import type { IncidentReader } from '../../domain/reader-ports';
import { ChainWalk } from './audit-chain';
import { decodeCursor, encodeCursor } from './cursor';
import { modelUsage } from './model-calls';
import { likeText, ofKind } from './incident-filter';
import { asStoreError } from './store-error';
import type { Tables } from './tables';
import { withinSight } from './within-sight';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;
const CHAIN_PAGE = 1000;

export function createIncidentReader(db: Kysely<Tables>): IncidentReader {
  return {
    list: (filter) =>
      asStoreError(async () => {
        const limit = Math.min(Math.max(filter.limit ?? PAGE_DEFAULT, 1), PAGE_MAX);
        let query = db
          .selectFrom('incidents')
          .select(['id', 'updated_at', 'document'])
          .orderBy('updated_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit + 1);
        if (filter.status && filter.status.length > 0) query = query.where('status', 'in', filter.status);
        if (filter.sight)
          query = query.where(withinSight(filter.sight, sql`document -> 'connection' -> 'tags'`));
        if (filter.provider) query = query.where('provider', '=', filter.provider);
        if (filter.account) query = query.where('account', '=', filter.account);
        if (filter.connectionId) query = query.where('connection_id', '=', filter.connectionId);
        query = ofKind(query, filter);
        if (filter.cursor) {
          const after = decodeCursor(filter.cursor);
          // Compared as a pair, which the index answers from the right place on.
          query = query.where((eb) =>
            eb(eb.refTuple('updated_at', 'id'), '<', eb.tuple(after.updatedAt, after.id)),
          );
        }
        const rows = await query.execute();
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          items: page.map((row) => asIncident(row.document)),
          nextCursor:
            rows.length > limit && last ? encodeCursor({ updatedAt: last.updated_at, id: last.id }) : null,
        };
      }),

    modelUsage: () => asStoreError(() => modelUsage(db)),

    get: (id) =>
      asStoreError(async () => {
        const row = await db
          .selectFrom('incidents')
          .select('document')
          .where('id', '=', id)
          .executeTakeFirst();
        return row ? asIncident(row.document) : null;
      }),

    evidence: (incidentId) =>
      asStoreError(async () => {
        const rows = await db
          .selectFrom('evidence')
          .select('document')
          .where('incident_id', '=', incidentId)
          // `e2` before `e10`.
          .orderBy(sql`length(evidence_id)`)
          .orderBy('evidence_id')
          .execute();
        // Only keepEvidence writes this column.
        return rows.map((row) => row.document as Evidence);
      }),

    audit: (filter) =>
      asStoreError(async () => {
        let query = db
          .selectFrom('audit')
          .selectAll()
          .orderBy('seq', filter.newestFirst ? 'desc' : 'asc')
          .limit(Math.min(Math.max(filter.limit ?? CHAIN_PAGE, 1), CHAIN_PAGE));
        const { action } = filter;
        if (filter.incidentId) query = query.where('incident_id', '=', filter.incidentId);
        if (filter.actor) query = query.where('actor', '=', filter.actor);
        if (action)
          query = query.where((eb) =>
            eb.or([eb('action', '=', action), eb('action', 'like', `${likeText(action)}.%`)]),
          );
        if (filter.actions) query = query.where('action', 'in', filter.actions);
        if (filter.since) query = query.where('at', '>=', filter.since);
        if (filter.afterSeq) query = query.where('seq', '>', filter.afterSeq);
        if (filter.beforeSeq) query = query.where('seq', '<', filter.beforeSeq);
        return (await query.execute()).map(asAuditRow);
      }),

    verifyAudit: () =>
      asStoreError(() =>
        // One snapshot, so that rows appended meanwhile do not look like a fault.
        db
          .transaction()
          .setIsolationLevel('repeatable read')
          .execute(async (tx) => {
            const head = await tx.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirst();
            const walk = new ChainWalk();
            for (let after = 0; ;) {
              const rows = await tx
                .selectFrom('audit')
                .selectAll()
                .where('seq', '>', after)
                .orderBy('seq')
                .limit(CHAIN_PAGE)
                .execute();
              for (const row of rows) walk.step(asAuditRow(row));
              const last = rows.at(-1);
              if (!last || rows.length < CHAIN_PAGE) break;
              after = last.seq;
            }
            return walk.end(head);
          }),
      ),

    ping: () =>
      asStoreError(async () => {
        await sql`select 1`.execute(db);
      }),
  };
}

function asIncident(document: unknown): Incident {
  // Only record() writes this column, from the same type.
  return document as Incident;
}

function asAuditRow(row: {
  seq: number;
  key: string;
  incident_id: string;
  at: string;
  actor: string;
  action: string;
  details: unknown;
  previous_hash: string;
  hash: string;
}): AuditRow {
  const { seq, key, at, actor, action, hash } = row;
  // Only append() writes this column, from an object.
  const details = row.details as Record<string, unknown>;
  return {
    seq,
    key,
    at,
    actor,
    action,
    hash,
    details,
    incidentId: row.incident_id,
    previousHash: row.previous_hash,
  };
}
