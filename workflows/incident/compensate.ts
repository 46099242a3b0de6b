// Undo, newest first, for what a plan left half done; itself by the same protocol, and not to be interrupted.
import type { Step } from '../../domain/step';
import type { OpenIncident } from './open-incident';
import { perform } from './step';

/** Runs the undo of every applied or possibly applied step that the plan has not undone itself. */
export async function compensate(inc: OpenIncident): Promise<void> {
  const { state } = inc;
  await inc.undisturbed(async () => {
    for (let undo = state.undo.pop(); undo !== undefined; undo = state.undo.pop()) {
      const { kind, params } = undo;
      const step: Step = {
        id: `${state.plan?.id ?? 'p'}-c${state.compensation.length + 1}`,
        kind,
        target: state.ref.connectionId,
        params,
        status: 'planned',
        attempts: 0,
        startedAt: new Date().toISOString(),
        endedAt: null,
        outcome: null,
      };
      state.compensation.push(step);
      inc.note('system', 'compensation.started', { kind, stepId: step.id });
      if ((await perform(inc, step, kind)) === 'applied') step.status = 'compensated';
    }
  });
}
