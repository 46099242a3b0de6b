// How a question ended: with an answer still to be judged, or with the reason why there is none.

import type { AnswerFault } from './answer';

/** Never mixed with what is wrong with the pipeline: this is about our own call. */
export const MODEL_FAULTS = [
  'timeout',
  'rate_limited',
  'server_error',
  'unreachable',
  /** The endpoint does not take our request: key, name of the model, shape. */
  'rejected',
  'malformed',
  'too_large',
  /** The model declined, or a filter of the endpoint did. */
  'refused',
  'over_budget',
  /** The ledger cannot be read, so nothing may be spent. */
  'budget_unknown',
] as const;
export type ModelFault = (typeof MODEL_FAULTS)[number];

interface Asked {
  /** Unique: the row of the ledger. */
  id: string;
  model: string;
  /** `diagnose@1` */
  promptVersion: string;
  /** All tries of this question; estimated from the length where the endpoint does not say. */
  tokensIn: number;
  tokensOut: number;
  /** US dollars; `null` where no price is configured. */
  costUsd: number | null;
  latencyMs: number;
}

export type ModelReply = Asked &
  ({ ok: true; answer: unknown } | { ok: false; fault: ModelFault; reason: string });

/** One row of the ledger. Holds digests, never words. */
export interface ModelCall extends Asked {
  incidentId: string;
  /** ISO 8601 UTC. */
  at: string;
  /** `started` reserves what the call may cost, so that a process that dies in between has paid. */
  outcome: 'started' | 'answered' | ModelFault;
  /** SHA-256 of the redacted request, hexadecimal. */
  requestDigest: string;
  /** SHA-256 of the redacted answer. */
  answerDigest: string | null;
}

/** What became of an answer: it counted, or why it was discarded. */
export type ModelVerdict = 'used' | AnswerFault;

/** Calls that ended alike. */
export interface ModelUsage extends ModelSpend {
  model: string;
  promptVersion: string;
  outcome: ModelCall['outcome'];
  /** `null` where there was no answer to judge. */
  verdict: ModelVerdict | null;
}

export interface ModelSpend {
  calls: number;
  tokens: number;
  /** Sum over the calls whose price is known. */
  usd: number;
}
