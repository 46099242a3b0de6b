// What a question may cost and has cost: budgets are compared and the most it can take is reserved before anything is sent.
import { budgetFault, costOf, type Spent } from '../../domain/model/budget';
import type { ModelCall } from '../../domain/model/reply';
import type { ModelSettings } from '../../domain/model/settings';
import type { ModelLedger } from '../../domain/store-ports';
import type { CallFault } from './fault';

export interface Tokens {
  in: number;
  out: number;
}

/** The row of one question, but for how it ended. */
export type OpenCall = Omit<
  ModelCall,
  'outcome' | 'tokensIn' | 'tokensOut' | 'costUsd' | 'latencyMs' | 'answerDigest'
>;

export interface Reservation {
  /** Whether another try still fits, after these tokens. */
  fitsAfter(used: Tokens): boolean;
  /** Writes down what it came to. If that fails, the reservation stands: it holds the most that it may have cost. */
  settle(used: Tokens, end: Pick<ModelCall, 'outcome' | 'latencyMs' | 'answerDigest'>): Promise<void>;
}

export type Reserve = (call: OpenCall, most: Tokens) => Promise<Reservation | CallFault>;

/** Questions asked at the same moment see each other's reservations but for the time between reading and writing one. */
export function createReserve(ledger: ModelLedger, { budgets, prices }: ModelSettings): Reserve {
  return async (call, most) => {
    const cost = (tokens: Tokens) => costOf(prices, call.model, tokens);
    const row = (
      tokens: Tokens,
      end: Pick<ModelCall, 'outcome' | 'latencyMs' | 'answerDigest'>,
    ): ModelCall => ({
      ...call,
      tokensIn: tokens.in,
      tokensOut: tokens.out,
      costUsd: cost(tokens),
      ...end,
    });
    try {
      const spent: Spent = {
        incident: await ledger.spentOn(call.incidentId),
        today: await ledger.spentToday(),
      };
      const faultAfter = (used: Tokens) => {
        const next = { in: used.in + most.in, out: used.out + most.out };
        return budgetFault(budgets, spent, { tokens: next.in + next.out, usd: cost(next) });
      };
      const reason = faultAfter({ in: 0, out: 0 });
      if (reason !== null) return { fault: 'over_budget', reason };
      await ledger.record(row(most, { outcome: 'started', latencyMs: 0, answerDigest: null }));
      return {
        fitsAfter: (used) => faultAfter(used) === null,
        settle: (used, end) => ledger.record(row(used, end)).catch(() => undefined),
      };
    } catch {
      return { fault: 'budget_unknown', reason: 'what models have cost cannot be read or written now' };
    }
  };
}
