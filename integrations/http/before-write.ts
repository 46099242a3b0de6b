// Reads that a write needs first. When such a read fails, the write was not sent: that certainty must not get lost.
import { OpError } from '../../domain/op-error';

const UNCERTAIN = new Set(['provider.server_error', 'provider.invalid_answer', 'provider.outcome_unknown']);

/**
 * Inside `apply`, a server error or an unreadable answer is taken to leave the effect open. Of a read it does not:
 * here it becomes `provider.unreachable`, the code for "nothing was done, try again".
 */
export async function beforeWrite<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof OpError) || !UNCERTAIN.has(error.code)) throw error;
    throw new OpError(
      'provider.unreachable',
      {
        message: `${error.message} (nothing was changed)`,
        ...(error.httpStatus !== undefined && { httpStatus: error.httpStatus }),
      },
      { cause: error },
    );
  }
}
