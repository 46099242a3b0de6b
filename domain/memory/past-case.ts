// What an earlier incident taught: this failure, this remedy, and whether a later sync bore it out.
import type { ConnectionRef } from '../connection-ref';
import type { DiagnosedClass, SuggestedAction } from '../failure-class';
import type { IncidentState } from '../incident-state';
import type { Step, StepKind } from '../step';

/** One plan that was carried out, as the incident remembers it. */
export interface Attempt {
  fingerprint: string;
  class: DiagnosedClass;
  action: SuggestedAction;
  /** What was done, in order; waits count, since waiting may be the remedy. Empty = it passed without us. */
  steps: StepKind[];
  /** Alternative that the approvers picked instead of the plan's own steps. */
  optionId?: string;
  /** `verified` = proven by the next sync; `ineffective` = the next sync failed, or none came in time. */
  verdict: 'verified' | 'ineffective';
  /** ISO 8601 UTC. */
  at: string;
}

export interface PastCase extends Attempt {
  incidentId: string;
  ref: ConnectionRef;
  /** Connector type, such as `postgres`. */
  service: string;
}

/** What was carried out on the diagnosis as it stands; `null` where nothing can be learned from it. */
export function attemptOf(
  { diagnosis, plan, approval }: Pick<IncidentState, 'diagnosis' | 'plan' | 'approval'>,
  verdict: Attempt['verdict'],
  at: string,
): Attempt | null {
  // Without a message there is nothing to know the failure by.
  if (!diagnosis?.fingerprint || !plan) return null;
  const steps = plan.steps.filter(wasDone).map((step) => step.kind);
  // A plan of which nothing was done cannot have been the wrong one.
  if (verdict === 'ineffective' && steps.length === 0) return null;
  const { fingerprint, class: named, action } = diagnosis;
  const option = approval?.optionId === undefined ? {} : { optionId: approval.optionId };
  return { fingerprint, class: named, action, steps, ...option, verdict, at };
}

/** An incident's attempts as cases, for its outcome. */
export function casesOf({ id, ref, connection, attempts }: IncidentState): PastCase[] {
  return (attempts ?? []).map((one) => ({ ...one, incidentId: id, ref, service: connection.service }));
}

function wasDone({ status }: Step): boolean {
  return status === 'applied' || status === 'compensated' || status === 'unknown';
}
