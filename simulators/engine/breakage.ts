// How a breakage decides what becomes of a run, and what takes it away. Pure rules, no timers.
import type { Breakage } from './break-spec';
import type { HistoryRecord } from './connection';

export type Verdict = 'succeeds' | 'heals' | 'fails' | 'stays_running' | 'moves_nothing' | 'is_put_off';

function modeNow({ mode, badRuns }: Breakage): 'fail' | 'stuck' | 'no_data' | 'reschedule' {
  if (mode === 'fail_then_stuck') return badRuns === 0 ? 'fail' : 'stuck';
  if (mode === 'fail_then_no_data') return badRuns === 0 ? 'fail' : 'no_data';
  return mode;
}

/** Judged when a run would end: what broke or healed while it ran counts. Clearing never touches the source. */
export function judge(broken: Breakage | null, run: HistoryRecord): Verdict {
  if (broken === null) return 'succeeds';
  if (broken.until === 'resync' && run.kind !== 'sync') return 'heals';
  if (run.kind === 'clear') return 'succeeds';
  const mode = modeNow(broken);
  if (mode === 'stuck') return 'stays_running';
  if (broken.until === 'sync' && run.trigger === 'api') return 'heals';
  if (mode === 'no_data') return 'moves_nothing';
  return mode === 'reschedule' ? 'is_put_off' : 'fails';
}

/** Counts a bad run; true when it was the last one of `{syncs:n}`. */
export function countBadRun(broken: Breakage): boolean {
  broken.badRuns += 1;
  if (broken.syncsLeft === 0) return false;
  broken.syncsLeft -= 1;
  return broken.syncsLeft === 0;
}

/** A cancelled run counts only while runs get stuck: then it is the remedy for `sync`. */
export function healsOnCancel(broken: Breakage): boolean {
  if (modeNow(broken) !== 'stuck') return false;
  return countBadRun(broken) || broken.until === 'sync';
}

const VISIBLE_TO_A_TEST = [
  'authentication',
  'authorization',
  'configuration',
  'source_unavailable',
  'network_transient',
  'destination_failure',
];

/** Whether a setup test (Fivetran) or connection check (Airbyte) meets the same trouble. */
export function failsTests(broken: Breakage | null): boolean {
  if (broken === null) return false;
  if (broken.testFails !== undefined) return broken.testFails;
  if (broken.until === 'reauth' || broken.until === 'permission' || broken.until === 'config') return true;
  if (broken.until === 'sync' || broken.until === 'pause_resume') return false;
  return VISIBLE_TO_A_TEST.includes(broken.class ?? '');
}
