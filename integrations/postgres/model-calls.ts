// The ledger of model calls: one row a question, sums over a day or an incident.
import { sql, type Kysely } from 'kysely';
import type { ModelCall, ModelSpend, ModelUsage } from '../../domain/model/reply';
import type { ModelLedger } from '../../domain/store-ports';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createModelLedger(db: Kysely<Tables>, now: () => Date = () => new Date()): ModelLedger {
  return {
    spentToday: () =>
      asStoreError(async () => {
        const midnight = `${now().toISOString().slice(0, 10)}T00:00:00.000Z`;
        return spendOf(await sums(db).where('at', '>=', midnight).executeTakeFirstOrThrow());
      }),

    spentOn: (incidentId) =>
      asStoreError(async () =>
        spendOf(await sums(db).where('incident_id', '=', incidentId).executeTakeFirstOrThrow()),
      ),

    record: (call) =>
      asStoreError(async () => {
        const row = rowOf(call);
        await db
          .insertInto('model_calls')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute();
      }),

    judged: (id, verdict) =>
      asStoreError(async () => {
        await db.updateTable('model_calls').set({ verdict }).where('id', '=', id).execute();
      }),
  };
}

function sums(db: Kysely<Tables>) {
  return db
    .selectFrom('model_calls')
    .select([
      sql<string>`count(*)`.as('calls'),
      sql<string>`coalesce(sum(tokens_in + tokens_out), 0)`.as('tokens'),
      sql<string>`coalesce(sum(cost_usd), 0)`.as('usd'),
    ]);
}

/** All calls ever, added up. */
export async function modelUsage(db: Kysely<Tables>): Promise<ModelUsage[]> {
  const rows = await sums(db)
    .select(['model', 'prompt_version', 'outcome', 'verdict'])
    .groupBy(['model', 'prompt_version', 'outcome', 'verdict'])
    .execute();
  return rows.map((row) => ({
    ...{ model: row.model, promptVersion: row.prompt_version },
    // Only this file writes these columns.
    ...{ outcome: row.outcome as ModelUsage['outcome'], verdict: row.verdict as ModelUsage['verdict'] },
    ...spendOf(row),
  }));
}

/** Sums arrive as text from one driver and as numbers from the other. */
function spendOf(row: { calls: string; tokens: string; usd: string }): ModelSpend {
  return { calls: Number(row.calls), tokens: Number(row.tokens), usd: Number(row.usd) };
}

function rowOf(call: ModelCall): Omit<Tables['model_calls'], 'verdict'> {
  return {
    id: call.id,
    incident_id: call.incidentId,
    at: call.at,
    model: call.model,
    prompt_version: call.promptVersion,
    outcome: call.outcome,
    tokens_in: call.tokensIn,
    tokens_out: call.tokensOut,
    cost_usd: call.costUsd,
    latency_ms: call.latencyMs,
    request_digest: call.requestDigest,
    answer_digest: call.answerDigest,
  };
}
