// May one more call be made? Compared with what has been spent, before anything is sent.
import type { ModelSpend } from './reply';
import type { ModelBudgets, ModelSettings, TokenPrice } from './settings';

export interface Spent {
  incident: ModelSpend;
  today: ModelSpend;
}

/** The budget that the next call would pass, or `null`. `tokens` is what the call may take at most. */
export function budgetFault(
  budgets: ModelBudgets,
  { incident, today }: Spent,
  next: { tokens: number; usd: number | null },
): string | null {
  if (incident.calls >= budgets.callsPerIncident)
    return `the ${budgets.callsPerIncident} calls of this incident have been made`;
  if (incident.tokens + next.tokens > budgets.tokensPerIncident)
    return `this incident has used ${incident.tokens} of its ${budgets.tokensPerIncident} tokens`;
  if (today.tokens + next.tokens > budgets.tokensPerDay)
    return `${today.tokens} of the day's ${budgets.tokensPerDay} tokens are used`;
  if (next.usd !== null && today.usd + next.usd > budgets.usdPerDay)
    return `$${today.usd.toFixed(2)} of the day's $${budgets.usdPerDay} are spent`;
  return null;
}

/** US dollars, or `null` where no price is configured. */
export function costOf(
  prices: ModelSettings['prices'],
  model: string,
  tokens: { in: number; out: number },
): number | null {
  const price: TokenPrice | undefined = Object.hasOwn(prices, model) ? prices[model] : undefined;
  return price ? (tokens.in * price.input + tokens.out * price.output) / 1_000_000 : null;
}

/** Four characters a token is usual for English text and JSON; three errs on the side of stopping early. */
export function estimateTokens(chars: number): number {
  return Math.ceil(chars / 3);
}
