// One look at one thing for a survey: what it answered or why not, never an exception.
import { OpError } from '../../domain/op-error';
import type { SurveyFinding } from '../../domain/sweep/survey';

export type Probe<T> = { ok: true; data: T } | { ok: false; error: OpError };

export async function probing<T>(read: () => Promise<T>): Promise<Probe<T>> {
  try {
    return { ok: true, data: await read() };
  } catch (error) {
    if (error instanceof OpError) return { ok: false, error };
    const message = error instanceof Error ? error.name : 'unknown fault';
    return { ok: false, error: new OpError('provider.invalid_answer', { message }) };
  }
}

/** Could not be looked at: nothing is known, which is not the same as out of order. */
export function unknown(check: string, error: OpError, fix?: string): SurveyFinding {
  return { check, status: 'unknown', detail: error.message, ...(fix !== undefined && { fix }) };
}
