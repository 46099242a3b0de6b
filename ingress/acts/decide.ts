// A vote on the plan of an incident, by a person who is known to be one: the same act for API and console.
import { wholePlanHash } from '../../client/plan-hash';
import type { Decision, DecisionReceipt } from '../../domain/messages';
import { LIMITS } from '../../domain/limits';
import { present } from '../../domain/present';
import { findIncident } from '../find-incident';
import type { IngressOptions } from '../options';

export interface DecisionAsked {
  incidentId: string;
  /** ID of the person; never taken from what they sent. */
  by: string;
  decision: Decision['decision'];
  reason?: string | undefined;
  /** The whole hash or the first characters of it. */
  planHash?: string | undefined;
  optionId?: string | undefined;
  onBehalfOf?: string | undefined;
  breakGlass?: boolean | undefined;
  /** Milliseconds. */
  breakGlassFor?: number | undefined;
  /** The same key is the same vote. */
  key?: string | undefined;
  /** When no worker answers, leave the vote for later instead of failing. */
  orQueue?: boolean;
  /** How long a worker may take to answer, milliseconds. */
  workerTimeoutMs?: number | undefined;
}

type Deps = Pick<IngressOptions, 'incidents' | 'reader' | 'logger'>;

/** @throws Refused with the incident's reason; Problem 404; NoWorkerAnswer; TemporalUnavailable. */
export async function decide(asked: DecisionAsked, deps: Deps): Promise<DecisionReceipt | { queued: true }> {
  const incident = await findIncident(asked.incidentId, deps);
  const { by, decision, reason, optionId, onBehalfOf, key } = asked;
  const breakGlass =
    asked.breakGlass === true ? { forMs: asked.breakGlassFor ?? LIMITS.breakGlassMs } : undefined;
  const planHash =
    asked.planHash === undefined ? undefined : wholePlanHash(asked.planHash, incident.plan?.hash);
  const result = await deps.incidents.decide(
    { workflowId: incident.workflowId, firstRunId: incident.runId },
    present({ decision, by, reason, planHash, optionId, onBehalfOf, breakGlass }),
    present({
      ...{ orQueue: asked.orQueue ?? false, updateId: key },
      workerTimeoutMs: asked.workerTimeoutMs,
    }),
  );
  deps.logger.info({ incidentId: incident.id, by, decision }, 'decision.sent');
  return result;
}
