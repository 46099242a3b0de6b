// What rules and memory make of an event and the facts behind it.
import type { CompiledRules } from '../domain/classification/compile';
import type { ConnectionFacts } from '../domain/connection-state';
import { diagnose } from '../domain/diagnose';
import type { Diagnosis, Symptom } from '../domain/diagnosis';
import type { PipelineEvent } from '../domain/pipeline-event';
import { recall, type RecallDeps } from './recall';

export interface CauseDeps {
  config: { rules: CompiledRules };
  recall: Omit<RecallDeps, 'now'>;
  now: () => Date;
}

/** Rules first, then memory where it knows better; changes nothing and asks nobody outside. */
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
  return recall({ ...deps.recall, now: deps.now }, { ref: event, service, diagnosis: byRules });
}
