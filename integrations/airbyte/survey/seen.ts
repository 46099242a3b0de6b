// What can be seen of the answers themselves while a survey asks: the provider's clock, the life of a token.
import type { AccountGate } from '../../http/account-gate';
import { tokenSchema } from '../wire.schema';

export interface Seen {
  /** The last answer that told a time, and our clock when it came. */
  date?: { header: string; at: Date };
  /** As the token endpoint says; older servers do not. */
  tokenSeconds?: number | null;
}

/** The same gate, looked through. */
export function watched(gate: AccountGate, seen: Seen, now: () => Date): AccountGate {
  return {
    ...gate,
    pass: (call, exchange) =>
      gate.pass(call, async () => {
        const answer = await exchange();
        const header = answer.headers['date'];
        if (header !== undefined) seen.date = { header, at: now() };
        if (call.title.endsWith('/applications/token') && answer.status === 200)
          seen.tokenSeconds = lifetime(answer.text);
        return answer;
      }),
  };
}

function lifetime(text: string): number | null {
  try {
    return tokenSchema.safeParse(JSON.parse(text)).data?.expires_in ?? null;
  } catch {
    return null;
  }
}
