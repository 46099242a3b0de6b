// The diagnosis of a request: nothing is wrong, somebody wants something.
import type { Diagnosis } from './diagnosis';
import { EvidenceList } from './evidence-list';
import type { ChangeRequest, PipelineEvent } from './pipeline-event';

/** Certain in itself, so that policy may let harmless requests through at once. */
export function requestedDiagnosis(event: PipelineEvent, request: ChangeRequest): Diagnosis {
  const evidence = new EvidenceList();
  const what = request.steps.map((step) => step.kind.replaceAll('_', ' ')).join(', then ');
  const who = request.byKind === 'agent' ? `an agent of ${request.by}` : request.by;
  evidence.add('event', event.occurredAt, `${who} asks for: ${what} (${request.reason})`);
  return {
    ...{ class: 'unknown', symptom: 'requested', confidence: 1, band: 'high', decidedBy: 'person' },
    summary: `${evidence.items[0]?.text ?? what} [e1].`,
    evidence: evidence.items,
    action: 'escalate',
    alternatives: [],
  };
}
