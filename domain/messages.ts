// What people and programs say to an open incident; the same shapes for update, signal, API and CLI.
import type { CloseReason } from './incident';

/** A vote on the plan that `planHash` names; without a hash it is taken for the plan now shown. */
export interface Decision {
  decision: 'approve' | 'reject';
  by: string;
  reason?: string;
  planHash?: string;
  /** Take this alternative of the plan instead of its steps. */
  optionId?: string;
  /** The approver who has delegated their vote to `by`: it counts as theirs. */
  onBehalfOf?: string;
  /**
   * Approve alone, whatever the quorum: for emergencies, by those whom policy lets, with a reason, for a time. Nothing
   * that policy forbids and nothing that a brake holds is done by it.
   */
  breakGlass?: { forMs: number };
}

/** What an accepted decision did. */
export interface DecisionReceipt {
  incidentId: string;
  decision: 'approve' | 'reject';
  by: string;
  planHash: string;
  votes: number;
  quorum: number;
  /** `pending` while the quorum is not reached. */
  verdict: 'pending' | 'approved' | 'rejected';
}

export const CONTROL_COMMANDS = [
  'snooze',
  'wake',
  'cancel',
  'close',
  'retry',
  'release',
  'handback',
] as const;
export type ControlCommand = (typeof CONTROL_COMMANDS)[number];

export interface Control {
  command: ControlCommand;
  by: string;
  /** `close`: one of CLOSE_REASONS, optionally followed by free text after a colon. */
  reason?: string;
  /** `snooze`: ISO 8601 UTC. */
  until?: string;
}

/** Splits `fixed_by_human: rotated the key` into reason and note. */
export interface CloseOrder {
  reason: CloseReason;
  note?: string;
}
