// What rules and memory make of an event and the facts behind it, beside what happened around it.
import type { CompiledRules } from '../domain/classification/compile';
import type { ConnectionFacts } from '../domain/connection-state';
import { diagnose } from '../domain/diagnose';
import type { Diagnosis, Symptom } from '../domain/diagnosis';
import type { PipelineEvent } from '../domain/pipeline-event';
import { correlate, type CorrelationDeps } from './correlate';
import { recall, type RecallDeps } from './recall';

export interface CauseDeps {
  config: { rules: CompiledRules };
  recall: Omit<RecallDeps, 'now'>;
  correlation: Omit<CorrelationDeps, 'now' | 'tenantOf'>;
  now: () => Date;
}

/** Rules first, then memory where it knows better, then what else was seen; changes nothing. */
export async function nameCause(
  deps: CauseDeps,
  event: PipelineEvent,
  facts: ConnectionFacts | null,
  learned: { symptom: Symptom; detail: string } | null = null,
): Promise<Diagnosis> {
  const byRules = diagnose({
    ...{ rules: deps.config.rules, event, facts, now: deps.now().toISOString() },
    ...(learned ? { learned } : {}),
  });
  const service = facts?.state.service ?? 'unknown';
  const recalled = await recall(
    { ...deps.recall, now: deps.now },
    { ref: event, service, diagnosis: byRules },
  );
  const { tenantOf } = deps.recall;
  return correlate({ ...deps.correlation, tenantOf, now: deps.now }, { event, facts, diagnosis: recalled });
}
