// Rows of a list, each by itself: one that cannot be read is named, and the others are kept.
import { z, type ZodType } from 'zod';
import type { SweepPage } from '../../../domain/sweep/survey';
import { shapeFault } from '../../http/shape-fault';

/** Told one by one up to here: a report must stay small. */
const TOLD_MAX = 10;
const text = z.string().optional().catch(undefined);
const jobId = z.union([z.string(), z.number()]).optional().catch(undefined);
const named = z.object({
  connectionId: text,
  jobId,
  job: z.object({ id: jobId }).optional().catch(undefined),
});

export interface ReadRows<T> {
  rows: T[];
  /** IDs of rows that are there and could not be read. */
  unreadable: string[];
  missing: SweepPage['missing'];
}

/** @param what a row of this list, in the singular */
export function readRows<T>(what: string, items: readonly unknown[], schema: ZodType<T>): ReadRows<T> {
  const rows: T[] = [];
  const unreadable: string[] = [];
  const faults: SweepPage['missing'] = [];
  for (const item of items) {
    const parsed = schema.safeParse(item);
    if (parsed.success) {
      rows.push(parsed.data);
      continue;
    }
    const id = idOf(item);
    if (id !== undefined) unreadable.push(id);
    faults.push({
      what: `${what} ${id ?? 'without ID'}`,
      why: `Airbyte's list has an unexpected shape: ${shapeFault(parsed.error)}`,
    });
  }
  const more = faults.length - TOLD_MAX;
  const rest = { what: `${more} more rows (${what})`, why: 'unreadable for the like reasons' };
  return { rows, unreadable, missing: [...faults.slice(0, TOLD_MAX), ...(more > 0 ? [rest] : [])] };
}

/** A job goes by its own ID, not by its connection's. */
export function idOf(item: unknown): string | undefined {
  const found = named.safeParse(item).data;
  const id = found?.job?.id ?? found?.jobId ?? found?.connectionId;
  return id === undefined ? undefined : String(id);
}
