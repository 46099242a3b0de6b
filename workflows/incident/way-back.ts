// The way back from each change: remembered before the act, because afterwards nobody can read what was there.
import type { Step, TargetReading } from '../../domain/step';
import type { OpenIncident } from './open-incident';

/** Before the first attempt; from here on the step counts as possibly applied. */
export function rememberUndo(
  inc: OpenIncident,
  step: Step,
  { target }: { target?: TargetReading | null },
): void {
  const { undo } = inc.state;
  if (step.undo === undefined || undo.some((entry) => entry.stepId === step.id)) return;
  const params = target == null ? {} : { restore: target.value };
  undo.push({ stepId: step.id, kind: step.undo, params });
}

/** The provider refused the only attempt: there is nothing to take back. */
export function forgetUndo(inc: OpenIncident, step: Step): void {
  inc.state.undo = inc.state.undo.filter((entry) => entry.stepId !== step.id);
}

/** The plan itself has gone an earlier step's way back. */
export function takenBack(inc: OpenIncident, step: Step): void {
  const newest = inc.state.undo.at(-1);
  if (newest?.kind === step.kind && newest.stepId !== step.id) inc.state.undo.pop();
}

/** Gives a step that puts something back the value to put back; false when the earlier step changed nothing. */
export function findsWhatToPutBack(inc: OpenIncident, step: Step): boolean {
  const entry = [...inc.state.undo].reverse().find((undo) => undo.kind === step.kind);
  if (entry === undefined) return false;
  step.params = { ...entry.params };
  return true;
}
