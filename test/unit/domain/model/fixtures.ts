// A question, a good answer to it, and a rules' diagnosis, for the tests of this folder.
import type { Diagnosis } from '../../../../domain/diagnosis';
import type { ModelQuestion } from '../../../../domain/model/question';

export const AT = '2026-11-20T12:00:00.000Z';

export function question(texts: string[] = ['sync_failed: the widget\n  refused to spin']): ModelQuestion {
  return {
    incidentId: 'inc-00000001',
    provider: 'fivetran',
    service: 'postgres',
    evidence: texts.map((text, index) => ({ id: `e${index + 1}`, kind: 'event', at: AT, text })),
    candidates: [],
    allowRows: false,
  };
}

export function goodAnswer(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    class: 'source_unavailable',
    action: 'retry_with_backoff',
    confidence: 0.8,
    summary: 'The source was down.',
    citations: [{ evidenceId: 'e1', quote: 'widget refused to spin' }],
    ...changes,
  };
}

export function rulesSay(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    class: 'unknown',
    symptom: 'failed',
    confidence: 0,
    band: 'none',
    decidedBy: 'nothing',
    summary: 'Nothing decides what is wrong; a person must look [e1].',
    evidence: question().evidence,
    action: 'escalate',
    alternatives: [],
    ...changes,
  };
}
