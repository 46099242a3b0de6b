// What every kind of change destroys, costs and can be undone by: one table for policy, cards and the protocol.
import type { ProviderStepKind, StepKind } from './step';

/** What doing it twice would mean: decides what follows an unknown outcome. */
export type Repeat = 'same' | 'merged' | 'costly' | 'destroys';

export interface StepTraits {
  repeat: Repeat;
  /** What is lost and cannot be had back, in words; `null` = nothing. */
  destroys: string | null;
  /** What it spends and of whom, in words; `null` = nothing worth naming. */
  costs: string | null;
  /** The kind that takes it back; the same kind means "put back the value read before". */
  undo: ProviderStepKind | null;
}

export const STEP_TRAITS: Record<ProviderStepKind, StepTraits> = {
  trigger_sync: {
    repeat: 'merged',
    destroys: null,
    costs: 'one sync: source quota and warehouse time',
    undo: null,
  },
  cancel_sync: {
    repeat: 'destroys',
    destroys: 'what the running sync has not yet committed',
    costs: 'the work of that sync, and lag until the next',
    undo: null,
  },
  pause: { repeat: 'same', destroys: null, costs: 'lag while it is paused', undo: 'resume' },
  resume: { repeat: 'same', destroys: null, costs: null, undo: 'pause' },
  run_setup_tests: {
    repeat: 'costly',
    destroys: null,
    costs: 'setup-test quota and a few queries at the source',
    undo: null,
  },
  reload_schema: {
    repeat: 'costly',
    destroys: null,
    costs: 'source-interaction quota; minutes on large schemas',
    undo: null,
  },
  resync: {
    repeat: 'destroys',
    destroys: 'changes made only in the destination, and history of rows that the source no longer has',
    costs: 'reads the source from the beginning: quota, warehouse time, lag until it is done',
    undo: null,
  },
  clear: {
    repeat: 'destroys',
    destroys: 'the rows in the destination, until the next sync has read everything again',
    costs: 'reads the source from the beginning: quota, warehouse time, lag until it is done',
    undo: null,
  },
  select_schema: {
    repeat: 'same',
    destroys: null,
    costs: 'a table or stream taken up is read from its beginning',
    undo: 'select_schema',
  },
  set_schedule: {
    repeat: 'same',
    destroys: null,
    costs: 'lag, where it syncs less often',
    undo: 'set_schedule',
  },
  change_setting: {
    repeat: 'same',
    destroys: null,
    costs: 'stops a running sync at some providers',
    undo: 'change_setting',
  },
  edit_state: {
    repeat: 'destroys',
    destroys: 'the position up to which the source was read: rows may be skipped or read twice',
    costs: 'what lies between the positions is read again',
    undo: 'edit_state',
  },
};

/** True for steps after which a run of the provider brings data, or should. */
export function startsARun(kind: StepKind): boolean {
  return kind === 'trigger_sync' || kind === 'resync' || kind === 'clear';
}
