// What came of a plan: the record on which automation is earned and lost.
import type { DiagnosedClass, SuggestedAction } from '../failure-class';
import type { IncidentState } from '../incident-state';
import type { Provider } from '../connection-ref';

export interface Effect {
  incidentId: string;
  provider: Provider;
  account: string;
  connectionId: string;
  class: DiagnosedClass;
  action: SuggestedAction;
  /** Nobody was asked. */
  automated: boolean;
  /** People took the plan as it was proposed; `null` where nobody was asked. */
  agreed: boolean | null;
  /** `verified`: the next sync proved it. `ineffective`: it did not. `declined`: people did not want it done. */
  verdict: 'verified' | 'ineffective' | 'declined';
  /** ISO 8601 UTC. */
  at: string;
}

/** An automatic repair that was begun. */
export interface Repair {
  incidentId: string;
  provider: Provider;
  account: string;
  connectionId: string;
  class: DiagnosedClass;
  at: string;
}

/** Action of the audit row that carries an effect. */
export const EFFECT_JUDGED = 'effect.judged';

/** What came of the plan as it stands; `null` where the plan did and proposed nothing. */
export function effectOf(
  { id, ref, diagnosis, plan, approval, firstEvent }: IncidentState,
  verdict: Effect['verdict'],
  at: string,
): Effect | null {
  // What a person asked for is no proposal of ours.
  if (!diagnosis || !plan || plan.steps.length === 0 || firstEvent.request) return null;
  const asked = plan.approval.required;
  const touched = plan.steps.some(({ status }) => status !== 'planned' && status !== 'skipped');
  if (verdict === 'ineffective' && !touched) return null;
  // It passed without us, so nothing was shown by it.
  if (verdict === 'verified' && (!touched || (asked && approval?.verdict !== 'approved'))) return null;
  const { class: named, action } = diagnosis;
  return {
    ...{ incidentId: id, ...ref, class: named, action, at, verdict },
    automated: !asked,
    agreed: asked ? verdict !== 'declined' && approval?.optionId === undefined : null,
  };
}
