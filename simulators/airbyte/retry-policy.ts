// Airbyte's retry table for jobs, as pure rules (vendor defaults SYNC_JOB_RETRIES_*; RetryManager in airbyte-platform).

const COMPLETE_SUCCESSIVE_MAX = 5;
const COMPLETE_TOTAL_MAX = 10;
const PARTIAL_SUCCESSIVE_MAX = 1000;
const PARTIAL_TOTAL_MAX = 20;
const BACKOFF_MIN_SECONDS = 10;
const BACKOFF_MAX_SECONDS = 1800;
const BACKOFF_BASE = 3;

/** Attempts so far: `complete` ones moved nothing, `partial` ones committed or rejected at least one record. */
export interface RetryState {
  readonly successiveComplete: number;
  readonly totalComplete: number;
  readonly successivePartial: number;
  readonly totalPartial: number;
}

export const noFailures: RetryState = {
  successiveComplete: 0,
  totalComplete: 0,
  successivePartial: 0,
  totalPartial: 0,
};

export function countFailure(state: RetryState, madeProgress: boolean): RetryState {
  return madeProgress
    ? {
        ...state,
        successiveComplete: 0,
        successivePartial: state.successivePartial + 1,
        totalPartial: state.totalPartial + 1,
      }
    : {
        ...state,
        successivePartial: 0,
        successiveComplete: state.successiveComplete + 1,
        totalComplete: state.totalComplete + 1,
      };
}

/** Seconds to wait before the next attempt, or null when the job has failed. `config_error` is never tried again. */
export function nextAttemptSeconds(state: RetryState, failureType: string | null): number | null {
  if (failureType === 'config_error') return null;
  if (state.successiveComplete >= COMPLETE_SUCCESSIVE_MAX || state.totalComplete >= COMPLETE_TOTAL_MAX)
    return null;
  if (state.successivePartial >= PARTIAL_SUCCESSIVE_MAX || state.totalPartial >= PARTIAL_TOTAL_MAX)
    return null;
  if (state.successiveComplete === 0) return 0;
  return Math.min(BACKOFF_MIN_SECONDS * BACKOFF_BASE ** (state.successiveComplete - 1), BACKOFF_MAX_SECONDS);
}
