// Envelopes on their way and what the app acknowledges: by envelope ID, in time, first come.
import { z } from 'zod';

const envelope = z.object({ envelope_id: z.string(), accepts_response_payload: z.boolean() });
const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown() });

/** What an acknowledgement says; `null` = none came in time. */
type Settle = (acknowledged: { readonly payload: unknown } | null) => void;

export class Acknowledgements {
  private readonly waiting = new Map<string, Set<Settle>>();

  /**
   * The answer's body: what the acknowledgement holds, or `''` where it holds nothing or nothing is taken.
   * `null` when none came within `ackMs`.
   */
  async of(text: string, ackMs: number): Promise<{ readonly body: unknown } | null> {
    const { envelope_id: id, accepts_response_payload: accepts } = envelope.parse(JSON.parse(text));
    const acknowledged = await new Promise<Parameters<Settle>[0]>((resolve) => {
      const waiting = this.waiting.get(id) ?? new Set();
      this.waiting.set(id, waiting);
      const timer = setTimeout(() => settle(null), ackMs);
      const settle: Settle = (said) => {
        clearTimeout(timer);
        waiting.delete(settle);
        if (waiting.size === 0) this.waiting.delete(id);
        resolve(said);
      };
      waiting.add(settle);
    });
    if (acknowledged === null) return null;
    return { body: accepts && !isEmpty(acknowledged.payload) ? acknowledged.payload : '' };
  }

  /** What nobody waits for, or is no acknowledgement, is passed over in silence as Slack does. */
  hear(text: string): void {
    const said = acknowledgement.safeParse(parsed(text));
    if (!said.success) return;
    const [first] = this.waiting.get(said.data.envelope_id) ?? [];
    first?.({ payload: said.data.payload });
  }

  /** Nobody waits any longer. */
  giveUp(): void {
    for (const settle of [...this.waiting.values()].flatMap((those) => [...those])) settle(null);
  }
}

function isEmpty(payload: unknown): boolean {
  if (payload === undefined || payload === null || payload === '') return true;
  return typeof payload === 'object' && Object.keys(payload).length === 0;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
