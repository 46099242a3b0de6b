// POST /jobs, and the one conflict of it that proves nothing.
import { OpError } from '../../domain/op-error';
import type { AirbyteApi } from './api';
import { jobSchema, type WireJob } from './wire.schema';

/** Airbyte waits up to 60 s for the job to appear; a refusal for the connection's state comes at once. */
const GAVE_UP_WAITING_MS = 30_000;

/**
 * `provider.conflict` with providerCode `try-again-later` (a sync is running), `state-conflict` (inactive) or
 * `locked`. A state-conflict after a long wait means that Airbyte stopped waiting: the job may yet be created.
 */
export async function startJob(
  api: AirbyteApi,
  body: { connectionId: string; jobType: 'sync' | 'clear' },
  deps: { now(): Date },
): Promise<WireJob> {
  const startedAt = deps.now().getTime();
  try {
    return await api.write('POST', '/jobs', body, jobSchema);
  } catch (error) {
    const waited = deps.now().getTime() - startedAt;
    if (error instanceof OpError && error.code === 'provider.conflict' && waited > GAVE_UP_WAITING_MS) {
      const message = `${error.message} (after ${Math.round(waited / 1000)} s: the job may still be created)`;
      throw new OpError('provider.outcome_unknown', { message, httpStatus: 409 }, { cause: error });
    }
    throw error;
  }
}
