// The incident, told in code: each chapter is one function that answers which chapter comes next.
import {
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
} from '@temporalio/workflow';
import { ActivityFailure } from '@temporalio/common';
import type { IncidentInput } from '../../domain/incident-input';
import type { Phase } from '../../domain/incident-state';
import type { Resolution } from '../../domain/incident';
import { approval } from './approval';
import { cancelled, close, obey, reopened } from './close';
import { diagnose, open, planRemediation } from './diagnose';
import { openIncident } from './ears';
import { Interrupted, TimeToRenew, type OpenIncident } from './open-incident';
import { remediate } from './remediate';
import { verify, watchWhileEscalated } from './verify';

type Chapter = (inc: OpenIncident) => Promise<Phase>;

const STORY: Record<Exclude<Phase, 'over'>, Chapter> = {
  opening: open,
  diagnosing: diagnose,
  planning: planRemediation,
  remediating: remediate,
  awaiting_approval: approval,
  verifying: verify,
  escalated: watchWhileEscalated,
};

/**
 * One connection's incident, from the event that opened it to a resolution: `resolved` with proof, `closed` or
 * `cancelled` by a person. Runs as long as that takes; continues as new before its history grows large.
 */
export async function incident(input: IncidentInput): Promise<Resolution> {
  const inc = openIncident(input);
  const { state } = inc;
  for (;;) {
    while (state.phase !== 'over') {
      const chapter = STORY[state.phase];
      try {
        state.phase = await chapter(inc);
      } catch (reason) {
        if (reason instanceof TimeToRenew) await renew(inc, input);
        if (reason instanceof Interrupted) state.phase = await obey(inc);
        else if (isCancellation(reason))
          state.phase = await CancellationScope.nonCancellable(() => cancelled(inc));
        else if (reason instanceof ActivityFailure) state.phase = stumbled(inc, reason);
        else throw reason;
      }
    }
    const resolution = await close(inc);
    if (!reopened(inc)) return resolution;
  }
}

/** What nobody foresaw ends no incident: a person must look, and the engine goes on looking for proof. */
function stumbled(inc: OpenIncident, reason: ActivityFailure): Phase {
  const why = reason.cause?.message ?? reason.message;
  inc.note('system', 'incident.stumbled', { activity: reason.activityType, why });
  return 'escalated';
}

async function renew(inc: OpenIncident, input: IncidentInput): Promise<never> {
  await inc.save();
  await condition(allHandlersFinished);
  return continueAsNew<typeof incident>({ event: input.event, resume: inc.state });
}
