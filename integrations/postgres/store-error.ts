// Whatever the database says, as our one error: what could not be done, never the password of the URL.
import { OpError } from '../../domain/op-error';
import { InvalidCursor } from './cursor';

/** Runs store work; database errors become OpError `store.unreachable`. */
export async function asStoreError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OpError || error instanceof InvalidCursor) throw error;
    throw new OpError(
      'store.unreachable',
      { message: `the store failed: ${sayWhy(error)}` },
      { cause: error },
    );
  }
}

/** A line for people; connection refused by every address of a host arrives as an AggregateError without message. */
export function sayWhy(error: unknown): string {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(inner instanceof Error)) return 'unknown reason';
  const code = 'code' in inner ? String(inner.code) : '';
  if (code === 'ENOSPC' || code === '53100') return 'no space left on the disk';
  return (inner.message || code).replace(/(postgres(?:ql)?:\/\/[^:@/\s]*):[^@\s]*@/gi, '$1:[secret]@');
}
