// Before an act: may and need it still happen? After it: has it happened? Pure functions over states just read.
import { assertNever } from './assert-never';
import type { ConnectionState } from './connection-state';
import type { ProviderStepKind, TargetReading } from './step';

export type GuardVerdict =
  | { kind: 'go' }
  /** The effect is there already, by someone else's hand: a success, credited to them. */
  | { kind: 'already'; evidence: string }
  /** Not now, ask again: something must end first. */
  | { kind: 'wait'; reason: string }
  /** Cannot happen until a person changes something. */
  | { kind: 'blocked'; reason: string };

/** Checks the precondition of a step against what was read this moment. */
export function guardStep(
  kind: ProviderStepKind,
  now: ConnectionState,
  target: TargetReading | null,
): GuardVerdict {
  if (target?.satisfied) return { kind: 'already', evidence: 'it is already as wanted' };
  switch (kind) {
    case 'trigger_sync':
      if (now.running) return { kind: 'already', evidence: `a sync is already running${runName(now)}` };
      if (!now.active) return { kind: 'blocked', reason: 'the connection is paused' };
      return { kind: 'go' };
    case 'pause':
      return now.active ? { kind: 'go' } : { kind: 'already', evidence: 'the connection is already paused' };
    case 'resume':
      return now.active ? { kind: 'already', evidence: 'the connection is already active' } : { kind: 'go' };
    case 'cancel_sync':
      return now.running ? { kind: 'go' } : { kind: 'already', evidence: 'no sync is running any more' };
    case 'resync':
    case 'clear':
    case 'select_schema':
    case 'change_setting':
    case 'edit_state':
      // Both providers stop or refuse when a sync runs: Fivetran for up to 60 s, Airbyte with 409 or 423.
      return now.running ? { kind: 'wait', reason: `a sync is running${runName(now)}` } : { kind: 'go' };
    case 'run_setup_tests':
    case 'reload_schema':
    case 'set_schedule':
      return { kind: 'go' };
    default:
      return assertNever(kind);
  }
}

/** What was seen at one moment: the provider's marks, and what the step would set where it sets something. */
export interface Seen {
  state: ConnectionState;
  target: TargetReading | null;
}

/** Looks for the effect of a step between two moments. Answers the evidence, or `null` while nothing shows. */
export function effectSeen(kind: ProviderStepKind, before: Seen, now: Seen): string | null {
  switch (kind) {
    case 'trigger_sync':
    case 'resync':
    case 'clear':
      return newRun(before.state, now.state);
    case 'pause':
      return now.state.active ? null : 'the connection is paused';
    case 'resume':
      return now.state.active ? 'the connection is active' : null;
    case 'cancel_sync':
      return now.state.running === null || now.state.running.id !== before.state.running?.id
        ? 'the run is no longer active'
        : null;
    case 'run_setup_tests':
      return now.state.setup === 'connected' && before.state.setup !== 'connected'
        ? 'setup is connected again'
        : null;
    case 'reload_schema':
      return reloaded(before, now);
    case 'select_schema':
    case 'set_schedule':
    case 'change_setting':
    case 'edit_state':
      return now.target?.satisfied ? 'it is as wanted' : null;
    default:
      return assertNever(kind);
  }
}

function reloaded(before: Seen, now: Seen): string | null {
  if (before.state.schemaChange !== 'none' && now.state.schemaChange === 'none')
    return 'no schema change waits any more';
  const changed = before.target !== null && now.target !== null && before.target.mark !== now.target.mark;
  return changed ? 'the schema configuration has changed' : null;
}

/** Fivetran answers no run ID, so any moved mark counts; Airbyte's newest job ID settles it. */
function newRun(before: ConnectionState, now: ConnectionState): string | null {
  if (now.lastRunId !== null && now.lastRunId !== before.lastRunId) return `run ${now.lastRunId} exists`;
  if (now.running && !before.running) return `a sync is running${runName(now)}`;
  if (now.lastSuccessAt !== before.lastSuccessAt)
    return `a sync succeeded at ${now.lastSuccessAt ?? 'an unknown time'}`;
  if (now.lastFailureAt !== before.lastFailureAt)
    return `a sync failed at ${now.lastFailureAt ?? 'an unknown time'}`;
  if (now.rescheduledFor !== null && now.rescheduledFor !== before.rescheduledFor)
    return `rescheduled for ${now.rescheduledFor}`;
  return null;
}

function runName(state: ConnectionState): string {
  return state.running?.id ? ` (run ${state.running.id})` : '';
}
