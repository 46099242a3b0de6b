// Tells one place outside about one incident, for as long as there is something to tell: a place that is down delays
// neither the incident nor the other places.
import { ActivityFailure } from '@temporalio/common';
import { condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import type { TellInput } from '../activities/notification';
import { notices } from './activity-options';
import { incidentChanged } from './messages';

/** After a place refused for good (a wrong channel, a revoked token): somebody may mend that meanwhile. */
const REFUSED_AGAIN_MS = 15 * 60_000;
const REFUSALS_MAX = 96;

/** Started by the first change worth telling and again by later ones; ends when nothing is due there. */
export async function notification(input: TellInput): Promise<void> {
  let changed = false;
  let refusals = 0;
  setHandler(incidentChanged, () => {
    changed = true;
  });
  for (;;) {
    changed = false;
    const waitMs = await tell({ ...input, again: refusals > 0 }).then(
      (nextAt) => {
        refusals = 0;
        return nextAt === null ? null : Math.max(1000, Date.parse(nextAt) - Date.now());
      },
      (error: unknown) => {
        if (!(error instanceof ActivityFailure)) throw error;
        refusals += 1;
        if (refusals >= REFUSALS_MAX) throw error;
        return REFUSED_AGAIN_MS;
      },
    );
    if (changed) continue;
    if (waitMs === null) return;
    await condition(() => changed, waitMs);
    if (workflowInfo().continueAsNewSuggested) return continueAsNew<typeof notification>(input);
  }
}

async function tell(input: TellInput): Promise<string | null> {
  const { nextAt } = await notices.tell.executeWithOptions({ summary: `Tell ${input.target}` }, [input]);
  return nextAt;
}
