// What went wrong with our own call to an outside system, and whether asking again can help (one table).

export const OP_ERROR_CODES = [
  'provider.rate_limited',
  'provider.unreachable',
  'provider.server_error',
  'provider.unauthorized',
  'provider.forbidden',
  'provider.not_found',
  'provider.conflict',
  'provider.rejected',
  'provider.invalid_answer',
  'provider.outcome_unknown',
  'provider.unknown_account',
  'provider.not_supported',
  'store.unreachable',
] as const;
export type OpErrorCode = (typeof OP_ERROR_CODES)[number];

/**
 * How a *read* that ended with this error is treated. `retry`: again with backoff; `wait`: again no earlier
 * than the server said; `give_up`: repeating cannot help, the caller must decide.
 * Writes run once whatever this says: see `applyOutcome` in step.ts.
 */
export const READ_RETRY: Record<OpErrorCode, 'retry' | 'wait' | 'give_up'> = {
  'provider.rate_limited': 'wait',
  'provider.unreachable': 'retry',
  'provider.server_error': 'retry',
  'provider.outcome_unknown': 'retry',
  'provider.invalid_answer': 'retry',
  'provider.conflict': 'retry',
  'provider.unauthorized': 'give_up',
  'provider.forbidden': 'give_up',
  'provider.not_found': 'give_up',
  'provider.rejected': 'give_up',
  'provider.unknown_account': 'give_up',
  'provider.not_supported': 'give_up',
  'store.unreachable': 'retry',
};

export interface OpErrorDetails {
  /** Shown to people: what was asked of whom, never a secret. */
  message: string;
  httpStatus?: number;
  /** How long the server asked us to wait, in milliseconds. */
  retryAfterMs?: number;
  /** The provider's own code, such as `NotFound_Connection` or `try-again-later`. */
  providerCode?: string;
}

/** The one error that integrations throw; activities turn it into an ApplicationFailure of type `code`. */
export class OpError extends Error {
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly providerCode: string | undefined;

  constructor(
    readonly code: OpErrorCode,
    details: OpErrorDetails,
    options?: { cause?: unknown },
  ) {
    super(details.message, options);
    this.name = 'OpError';
    this.httpStatus = details.httpStatus;
    this.retryAfterMs = details.retryAfterMs;
    this.providerCode = details.providerCode;
  }
}
