// Reads what is good to have: a fact that cannot be read is named in `missing` instead of failing the whole picture.
import type { ConnectionFacts } from '../../domain/connection-state';
import { OpError } from '../../domain/op-error';

/**
 * Answers `undefined` and notes why when the read fails. Only a rate limit is thrown on: it concerns the whole
 * account, says when to come back, and then everything is readable again.
 */
export async function readOrMiss<T>(
  what: string,
  missing: ConnectionFacts['missing'],
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof OpError) || error.code === 'provider.rate_limited') throw error;
    missing.push({ what, why: error.message });
    return undefined;
  }
}
