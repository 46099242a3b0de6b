// Proven or open: the checks that stand between "we did something" and "resolved".
export type CheckKind = 'sync_after_action' | 'moved_data' | 'fresh' | 'settled';
export type CheckStatus = 'pending' | 'passed' | 'failed' | 'unknowable';

export interface Check {
  kind: CheckKind;
  status: CheckStatus;
  detail: string;
}

export interface Verification {
  /** Last applied act (our clock), for people; ordering uses `baseline`. */
  since: string;
  deadline: string;
  checks: Check[];
}
