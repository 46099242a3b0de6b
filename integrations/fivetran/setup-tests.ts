// What the connection's setup tests say: satisfied, or refused with the words of the test that failed.
import { LIMITS } from '../../domain/limits';
import { OpError } from '../../domain/op-error';
import { secretFreeExcerpt } from '../http/secret-free';
import type { WireSetupTest } from './wire-parts.schema';

const FINE = new Set(['PASSED', 'WARNING', 'SKIPPED']);
const FAILED = new Set(['FAILED', 'JOB_FAILED']);

/** @throws OpError `provider.rejected` naming the first failed test */
export function setupTestVerdict(tests: readonly WireSetupTest[]): { evidence: string; satisfied?: boolean } {
  const failed = tests.filter((test) => FAILED.has(test.status.toUpperCase()));
  const first = failed[0];
  if (first) {
    const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : '';
    throw new OpError('provider.rejected', {
      message: `setup test failed: ${first.title ?? 'unnamed test'}: ${secretFreeExcerpt(first.message ?? 'no message', [])}${more}`,
      providerCode: first.status,
    });
  }
  const evidence = `setup tests: ${tests.map((test) => `${test.title ?? 'test'} ${test.status}`).join(', ') || 'none'}`;
  return {
    evidence: evidence.slice(0, LIMITS.evidenceTextCharsMax),
    // No tests, or a status we do not know, prove nothing: the caller reads back.
    ...(tests.length > 0 &&
      tests.every((test) => FINE.has(test.status.toUpperCase())) && { satisfied: true }),
  };
}
