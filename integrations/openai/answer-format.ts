// The shape of an answer as JSON Schema for endpoints that can be held to one (strict: every member required, none beside).
import { FAILURE_CLASSES, SUGGESTED_ACTIONS } from '../../domain/failure-class';
import type { ModelQuestion } from '../../domain/model/question';

/** Bounds of numbers and lengths are left out: some servers refuse them, and every answer is judged anyway. */
export function answerSchema({ evidence }: ModelQuestion): Record<string, unknown> {
  const text = { type: 'string' };
  return closed({
    class: { type: 'string', enum: [...FAILURE_CLASSES, 'unknown'] },
    action: { type: 'string', enum: [...SUGGESTED_ACTIONS] },
    confidence: { type: 'number' },
    summary: text,
    citations: {
      type: 'array',
      items: closed({
        evidenceId: evidence.length > 0 ? { type: 'string', enum: evidence.map(({ id }) => id) } : text,
        quote: text,
      }),
    },
  });
}

function closed(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
