// How many rows to ask for: as many as the API gives, fewer once a page was longer than we read.
import { OpError } from '../../../domain/op-error';
import { TransportError } from '../../http/transport-error';

export interface PageSize {
  /**
   * Reads a page with the size that has last fitted, and remembers a smaller one. `calls` counts those that did not fit.
   * @throws OpError of `read`; `provider.invalid_answer` when even the smallest page is too long
   */
  read<T>(read: (rows: number) => Promise<T>): Promise<{ answer: T; rows: number; calls: number }>;
}

/** @param sizes largest first */
export function createPageSize(sizes: readonly [number, ...number[]]): PageSize {
  let at = 0;
  return {
    async read(read) {
      for (let calls = 1; ; calls += 1) {
        const rows = sizes[at] ?? sizes[0];
        try {
          return { answer: await read(rows), rows, calls };
        } catch (error) {
          if (!isOversized(error) || at === sizes.length - 1) throw error;
          at += 1;
        }
      }
    },
  };
}

function isOversized(error: unknown): boolean {
  return (
    error instanceof OpError && error.cause instanceof TransportError && error.cause.fault === 'oversized'
  );
}
