// The last lines of a failed run's log: often the only place that says what a generic message hides.
import { z } from 'zod';
import type { ConnectionFacts, RunFailure } from '../../domain/connection-state';
import { LIMITS } from '../../domain/limits';
import { readOrMiss } from '../http/optional-read';
import type { AirbyteApi } from './api';

const LINES = 12;
/** Lines that a reader looks for; without one of them the newest lines stand. */
const TELLING = /\b(error|exception|fail(?:ed|ure)?|fatal|denied|refused|timed? ?out)\b/i;

/** `formatted` and `structured` logs (airbyte-platform, attempt/get_for_job). */
const logsSchema = z.object({
  logs: z
    .object({
      logLines: z.array(z.string()).nullish(),
      events: z.array(z.object({ message: z.string(), level: z.string().nullish() })).nullish(),
    })
    .nullish(),
});

export async function withLogTail(
  api: AirbyteApi,
  jobId: string,
  failure: RunFailure,
  missing: ConnectionFacts['missing'],
): Promise<RunFailure> {
  if (!api.config.offered) return failure;
  const body = { jobId: Number(jobId), attemptNumber: (failure.attempts ?? 1) - 1 };
  const found = await readOrMiss('log of the failed run', missing, () =>
    api.config.read('/attempt/get_for_job', body, logsSchema),
  );
  const lines = found?.logs?.logLines ?? found?.logs?.events?.map((event) => event.message) ?? [];
  const telling = lines.filter((line) => TELLING.test(line));
  const tail = (telling.length > 0 ? telling : lines).slice(-LINES).join('\n').trim();
  return tail === '' ? failure : { ...failure, logTail: tail.slice(-LIMITS.evidenceTextCharsMax) };
}
