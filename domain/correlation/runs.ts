// What the connection's own recent runs say: how long it has been failing, and whether it broke early or late.
import type { ConnectionFacts, SyncRun } from '../connection-state';
import { median } from '../median';
import type { Observation } from './observation';

/** So many successes make a usual duration. */
const SUCCESSES_MIN = 3;
const EARLY = 0.25;
const LATE = 2;

/** Pure; nothing where the account offers no history. */
export function observeRuns({ state, runs }: ConnectionFacts): Observation[] {
  const ended = runs.filter((run) => run.endedAt !== null && run.status !== 'running');
  const broken = ended.findIndex(({ status }) => status !== 'failed');
  const streak = broken < 0 ? ended : ended.slice(0, broken);
  return [inARow(streak, ended.length), duration(streak[0], ended)].flatMap((text) =>
    text === null ? [] : [{ kind: 'correlation', at: state.readAt, text }],
  );
}

function inARow(streak: SyncRun[], seen: number): string | null {
  const first = streak.at(-1);
  if (streak.length < 2 || !first) return null;
  const before = streak.length === seen ? 'nothing before is known' : 'the one before succeeded';
  return `${streak.length} syncs in a row have failed, the first began ${first.startedAt}; ${before}`;
}

function duration(failed: SyncRun | undefined, ended: SyncRun[]): string | null {
  const succeeded = ended.filter(({ status }) => status === 'succeeded').map(lengthMs);
  const usual = median(succeeded);
  if (!failed || usual === null || usual === 0 || succeeded.length < SUCCESSES_MIN) return null;
  const took = lengthMs(failed);
  const share = took / usual;
  if (share > EARLY && share < LATE) return null;
  const when = share <= EARLY ? 'early' : 'late';
  return `the failed sync broke ${when}: after ${inWords(took)}, where ${succeeded.length} successful ones took ${inWords(usual)}`;
}

function lengthMs({ startedAt, endedAt }: SyncRun): number {
  return Math.max(0, Date.parse(endedAt ?? startedAt) - Date.parse(startedAt));
}

function inWords(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}
