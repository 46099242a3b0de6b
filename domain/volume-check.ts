// Success is not proof: did the sync move data?
import type { ConnectionFacts, SyncRun } from './connection-state';
import { median } from './median';
import type { Check } from './verification';

/**
 * Did the sync move what this connection usually moves? Airbyte has recorded launch failures as succeeded with
 * no statistics (airbytehq/airbyte #85355, #84961), so absent or zero volume is proof only of nothing.
 */
export function volumeCheck(
  facts: ConnectionFacts,
  run: SyncRun | null,
  successes: number,
): { check: Check; fallbackPassed: boolean } {
  const kind = 'moved_data';
  const moved = run ? (run.rows ?? run.bytes) : null;
  if (moved !== null && moved > 0) {
    const unit = run?.rows === null ? 'bytes' : 'rows';
    return {
      check: { kind, status: 'passed', detail: `the sync moved ${moved} ${unit}` },
      fallbackPassed: true,
    };
  }
  const usual = median(
    facts.runs.filter((r) => r !== run && r.status === 'succeeded').flatMap((r) => r.rows ?? r.bytes ?? []),
  );
  if (run && usual !== null && usual > 0) {
    const said = moved === null ? 'reported no volume at all' : 'moved nothing';
    return {
      check: {
        kind,
        status: 'failed',
        detail: `the sync succeeded but ${said}; usually it moves about ${usual}`,
      },
      fallbackPassed: false,
    };
  }
  const why = run
    ? 'this connection has no history of moving data'
    : 'the provider reports no volume for this account';
  const enough = successes >= 2;
  const fallback = enough ? 'two successes in a row seen' : `${successes} of 2 successes in a row seen`;
  return { check: { kind, status: 'unknowable', detail: `${why}; ${fallback}` }, fallbackPassed: enough };
}
