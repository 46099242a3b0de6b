// Rows of a list, each by itself: one that cannot be read is named, and the others are kept.
import { z, type ZodType } from 'zod';
import type { SweepPage } from '../../../domain/sweep/survey';
import { shapeFault } from '../../http/shape-fault';

/** Told one by one up to here: a report must stay small. */
const TOLD_MAX = 10;
const named = z.object({ connectionId: z.string() });

export interface ReadRows<T> {
  rows: T[];
  unreadable: string[];
  missing: SweepPage['missing'];
}

export function readRows<T>(what: string, items: readonly unknown[], schema: ZodType<T>): ReadRows<T> {
  const read: ReadRows<T> = { rows: [], unreadable: [], missing: [] };
  for (const item of items) {
    const parsed = schema.safeParse(item);
    if (parsed.success) {
      read.rows.push(parsed.data);
      continue;
    }
    const id = named.safeParse(item).data?.connectionId;
    if (id !== undefined) read.unreadable.push(id);
    if (read.missing.length < TOLD_MAX)
      read.missing.push({ what: `${what} ${id ?? 'without ID'}`, why: shapeFault(parsed.error) });
  }
  return read;
}
