// Lists must end: a page that comes again, or more rows than any account has, is an answer that cannot be trusted.
import { OpError } from '../../../domain/op-error';
import type { SweepCursor } from './cursor';
import { idOf } from './rows';

/** Far beyond any account known; a server that ignores the offset would be asked for ever. */
const ROWS_MAX = 100_000;

/**
 * What the next page must not begin with.
 * @throws OpError `provider.invalid_answer`
 */
export function firstOf(what: string, items: readonly unknown[], { offset, first }: SweepCursor) {
  const begins = idOf(items[0]);
  if (offset > 0 && begins !== undefined && begins === first) throw repeats(what);
  if (offset + items.length > ROWS_MAX) throw endless(what);
  return begins === undefined ? {} : { first: begins };
}

export function repeats(what: string): OpError {
  return new OpError('provider.invalid_answer', {
    message: `Airbyte's list of ${what} answers the page just read as its next one: it was not read to its end`,
  });
}

function endless(what: string): OpError {
  return new OpError('provider.invalid_answer', {
    message: `Airbyte's list of ${what} does not end after ${ROWS_MAX} rows`,
  });
}
