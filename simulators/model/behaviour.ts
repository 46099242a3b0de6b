// How the simulated model and its endpoint behave: well, or in one of the ways that real ones fail.
import { z } from 'zod';

export const MODES = [
  'ok',
  'slow',
  '429',
  '500',
  /** The answer's JSON ends in the middle. */
  'cut_json',
  'wrong_class',
  'wrong_action',
  /** Quotes what no evidence says. */
  'invented_citation',
  /** Does what the evidence tells it to. */
  'obey_injection',
  'huge',
  /** Takes no `response_format` at all, and talks around its JSON. */
  'no_schema_support',
  /** Takes `json_object` but no schema. */
  'json_object_only',
  /** A reasoning model: refuses `max_tokens` and `temperature`. */
  'reasoning',
  'empty',
  /** Declines. */
  'refusal',
  /** The HTTP body itself is no JSON. */
  'not_json',
  /** Sends the client elsewhere. */
  'redirect',
] as const;
export type Mode = (typeof MODES)[number];

const SLOW_MS = 60_000;

export const behaviourSpec = z.strictObject({
  mode: z.enum(MODES),
  /** Completions that behave so before all is well again; -1 = for ever. */
  times: z.number().int().min(-1).default(-1),
  delayMs: z.number().min(0).max(600_000).optional(),
});
export type BehaviourSpec = z.infer<typeof behaviourSpec>;

export interface Turn {
  readonly mode: Mode;
  readonly delayMs: number;
}

export class Behaviour {
  private spec: BehaviourSpec = { mode: 'ok', times: -1 };

  set(spec: BehaviourSpec): void {
    this.spec = spec;
  }

  reset(): void {
    this.spec = { mode: 'ok', times: -1 };
  }

  now(): BehaviourSpec {
    return this.spec.times === 0 ? { mode: 'ok', times: -1 } : this.spec;
  }

  /** How the next completion goes; counts. */
  take(): Turn {
    const { mode, delayMs } = this.now();
    if (this.spec.times > 0) this.spec = { ...this.spec, times: this.spec.times - 1 };
    return { mode, delayMs: delayMs ?? (mode === 'slow' ? SLOW_MS : 0) };
  }
}
