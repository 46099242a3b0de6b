// Is the pipeline well again? The checks between an act and "resolved", evaluated over facts just read.
import type { ConnectionFacts, ConnectionState, SyncRun } from './connection-state';
import type { PipelineEvent } from './pipeline-event';
import type { Timings } from './plan';
import type { Symptom } from './diagnosis';
import type { Check, CheckStatus } from './verification';
import { median } from './median';
import { volumeCheck } from './volume-check';

/** Marks of the provider's own clock and counters; a sync that counts as proof must lie beyond them. */
export interface Baseline {
  successAt: string | null;
  failureAt: string | null;
  runId: string | null;
  /** Was the connection active before the incident? Then it must be so again. */
  active: boolean;
}

export interface RecoveryInput {
  baseline: Baseline;
  facts: ConnectionFacts;
  timings: Pick<Timings, 'stuckAfterMs'>;
  /** Our clock at the last act: how long a run without a start time has been running at most. */
  lastActAt: string | null;
  successesSeen: string[];
}

export interface RecoveryVerdict {
  verdict: 'proven' | 'pending' | 'failed';
  checks: Check[];
  successesSeen: string[];
  /** What a failure taught, input of the re-plan. */
  learned?: { symptom: Symptom; detail: string };
}

/** Marks at the moment of a guard: what happens from here on is news. */
export function baselineAt(state: ConnectionState, wasActive: boolean): Baseline {
  return {
    successAt: state.lastSuccessAt,
    failureAt: state.lastFailureAt,
    runId: state.lastRunId,
    active: wasActive,
  };
}

/** Marks of the failure itself: any success beyond it means that the pipeline recovered without us. */
export function baselineAtEvent(event: PipelineEvent, state: ConnectionState | null): Baseline {
  return {
    successAt: event.occurredAt,
    failureAt: later(state?.lastFailureAt ?? null, event.occurredAt),
    runId: event.runId ?? state?.lastRunId ?? null,
    active: state?.active ?? true,
  };
}

/** Evaluates every check; `proven` only when each passed or its stated fallback did. */
export function evaluateRecovery(input: RecoveryInput): RecoveryVerdict {
  const { baseline, facts } = input;
  const runs = runsSince(baseline, facts);
  const success = successSince(baseline, facts, runs);
  const seen =
    success && !input.successesSeen.includes(success.at)
      ? [...input.successesSeen, success.at]
      : input.successesSeen;
  const sync = syncCheck(input, runs, success);
  const moved = success
    ? volumeCheck(facts, success.run, seen.length)
    : { check: pending('moved_data', 'no successful sync yet'), fallbackPassed: false };
  const checks = [
    sync,
    moved.check,
    freshCheck(facts.state, success !== null),
    settledCheck(facts.state, baseline),
  ];
  const failed = checks.find((c) => c.status === 'failed' && c.kind !== 'settled' && c.kind !== 'fresh');
  if (failed) {
    return {
      verdict: 'failed',
      checks,
      successesSeen: seen,
      learned: { symptom: symptomOf(failed, sync), detail: failed.detail },
    };
  }
  const proven = checks.every(
    (c) => c.status === 'passed' || (c.kind === 'moved_data' && moved.fallbackPassed),
  );
  return { verdict: proven ? 'proven' : 'pending', checks, successesSeen: seen };
}

function symptomOf(failed: Check, sync: Check): Symptom {
  if (failed.kind === 'moved_data') return 'moved_nothing';
  return sync.detail.startsWith('still running') ? 'stuck' : 'failed';
}

/** Runs that started after the baseline, newest first. Numeric IDs order by number (Airbyte job IDs). */
function runsSince(baseline: Baseline, facts: ConnectionFacts): SyncRun[] {
  const data = facts.runs.filter((run) => run.kind !== 'clear');
  if (baseline.runId !== null && facts.state.lastRunId !== null) {
    const mark = Number(baseline.runId);
    if (Number.isFinite(mark)) return data.filter((run) => Number(run.id) > mark);
  }
  const mark = later(baseline.successAt, baseline.failureAt);
  return mark === null
    ? data
    : data.filter((run) => isAfter(run.startedAt, mark) || isAfter(run.endedAt, mark));
}

function successSince(
  baseline: Baseline,
  facts: ConnectionFacts,
  runs: SyncRun[],
): { at: string; run: SyncRun | null } | null {
  const run = runs.find((r) => r.status === 'succeeded');
  if (run) return { at: run.endedAt ?? run.startedAt, run };
  const { lastSuccessAt, lastRunId } = facts.state;
  // Providers with run IDs prove by runs alone: their "last success" may be the false one.
  if (lastRunId !== null || lastSuccessAt === null) return null;
  return baseline.successAt === null || isAfter(lastSuccessAt, baseline.successAt)
    ? { at: lastSuccessAt, run: null }
    : null;
}

function syncCheck(input: RecoveryInput, runs: SyncRun[], success: { at: string } | null): Check {
  const kind = 'sync_after_action';
  const { state } = input.facts;
  const newest = runs[0];
  const failedAt =
    newest?.status === 'failed' ? (newest.endedAt ?? newest.startedAt) : newFailure(input.baseline, state);
  if (success && !(failedAt !== null && isAfter(failedAt, success.at))) {
    return {
      kind,
      status: 'passed',
      detail: `a sync that started after the action succeeded at ${success.at}`,
    };
  }
  if (failedAt !== null) {
    return {
      kind,
      status: 'failed',
      detail: `the sync after the action failed at ${failedAt}${reason(newest)}`,
    };
  }
  const since = state.running ? (state.running.startedAt ?? input.lastActAt) : null;
  if (since !== null && Date.parse(state.readAt) - Date.parse(since) > stuckLimitMs(input)) {
    return {
      kind,
      status: 'failed',
      detail: `still running since ${since}, far longer than this connection's usual sync`,
    };
  }
  return pending(kind, state.running ? 'a sync is running' : 'waiting for the next sync');
}

function newFailure(baseline: Baseline, state: ConnectionState): string | null {
  const { lastFailureAt } = state;
  if (lastFailureAt === null || state.lastRunId !== null) return null;
  return baseline.failureAt === null || isAfter(lastFailureAt, baseline.failureAt) ? lastFailureAt : null;
}

function reason(run: SyncRun | undefined): string {
  return run?.failure ? `: ${run.failure.message.slice(0, 300)}` : '';
}

/** Longer than the policy allows and than three times the usual run. */
function stuckLimitMs(input: RecoveryInput): number {
  const usual = median(
    input.facts.runs
      .filter((run) => run.status === 'succeeded' && run.endedAt !== null)
      .map((run) => Date.parse(run.endedAt ?? run.startedAt) - Date.parse(run.startedAt)),
  );
  return Math.max(input.timings.stuckAfterMs, 3 * (usual ?? 0));
}

/** Slack for the provider's own schedule jitter: Airbyte up to 25 min, Fivetran up to an hour after the slot. */
const SCHEDULE_SLACK_MS = 3_600_000;

function freshCheck(state: ConnectionState, succeeded: boolean): Check {
  const kind = 'fresh';
  if (!succeeded || state.lastSuccessAt === null) return pending(kind, 'no successful sync yet');
  if (state.schedule.kind === 'manual') {
    return { kind, status: 'passed', detail: `manual schedule; data is as of ${state.lastSuccessAt}` };
  }
  const everyMs = state.schedule.kind === 'interval' ? state.schedule.everyMs : state.schedule.approximateMs;
  const ageMs = Date.parse(state.readAt) - Date.parse(state.lastSuccessAt);
  const status: CheckStatus = ageMs <= 2 * everyMs + SCHEDULE_SLACK_MS ? 'passed' : 'failed';
  return { kind, status, detail: `data is ${minutes(ageMs)} old, schedule every ${minutes(everyMs)}` };
}

function settledCheck(state: ConnectionState, baseline: Baseline): Check {
  const kind = 'settled';
  if (state.setup === 'broken' || state.setup === 'incomplete') {
    return { kind, status: 'failed', detail: `the provider says that setup is ${state.setup}` };
  }
  if (baseline.active && !state.active)
    return { kind, status: 'failed', detail: 'the connection is paused; before the incident it was active' };
  if (state.schemaChange === 'breaking')
    return { kind, status: 'failed', detail: 'a breaking schema change waits for review' };
  return { kind, status: 'passed', detail: 'connected, active as before' };
}

function pending(kind: Check['kind'], detail: string): Check {
  return { kind, status: 'pending', detail };
}

function isAfter(a: string | null, b: string): boolean {
  return a !== null && Date.parse(a) > Date.parse(b);
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return isAfter(a, b) ? a : b;
}

function minutes(ms: number): string {
  return `${Math.max(0, Math.round(ms / 60_000))} min`;
}
