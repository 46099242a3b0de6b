// A ledger for one run of the evals: counts what the model's answers cost and what became of them.
import type { ModelCall, ModelVerdict } from '../domain/model/reply';
import type { ModelLedger } from '../domain/store-ports';

export interface Spending {
  calls: number;
  tokens: number;
  /** US dollars; `null` where no price is configured. */
  usd: number | null;
  /** Of one call, milliseconds; `null` without calls. */
  latencyMs: { p50: number; max: number } | null;
  /** `used`, or why an answer or a call was discarded. */
  verdicts: Record<string, number>;
}

export function spendingLedger(): ModelLedger & { total(): Spending } {
  const calls = new Map<string, ModelCall>();
  const verdicts = new Map<string, ModelVerdict>();
  const spent = (of: ModelCall[]) => ({
    calls: of.length,
    tokens: of.reduce((sum, { tokensIn, tokensOut }) => sum + tokensIn + tokensOut, 0),
    usd: of.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
  });
  const all = () => [...calls.values()];
  return {
    spentToday: () => Promise.resolve(spent(all())),
    spentOn: (incidentId) => Promise.resolve(spent(all().filter((call) => call.incidentId === incidentId))),
    record: (call) => Promise.resolve(void calls.set(call.id, call)),
    judged: (id, verdict) => Promise.resolve(void verdicts.set(id, verdict)),
    total() {
      const ms = all()
        .map(({ latencyMs }) => latencyMs)
        .sort((a, b) => a - b);
      const counted: Record<string, number> = {};
      for (const { id, outcome } of all()) {
        const verdict = verdicts.get(id) ?? outcome;
        counted[verdict] = (counted[verdict] ?? 0) + 1;
      }
      const priced = all().every(({ costUsd }) => costUsd !== null);
      const { calls: count, tokens, usd } = spent(all());
      return {
        ...{ calls: count, tokens, usd: priced && count > 0 ? usd : null, verdicts: counted },
        latencyMs: count === 0 ? null : { p50: ms[Math.floor(count / 2)] ?? 0, max: ms.at(-1) ?? 0 },
      };
    },
  };
}
