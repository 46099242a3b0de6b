// An exported record, checked without any server: the same walk as the store's own.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ChainWalk, type ChainEnd } from '../../domain/audit/chain-walk';
import type { AuditFault } from '../../domain/audit-entry';
import { atLine, linesOf } from './input-lines';

const Row = z.object({
  seq: z.int().min(1),
  key: z.string(),
  at: z.string(),
  incidentId: z.string(),
  actor: z.string(),
  action: z.string(),
  details: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});

export interface FileVerdict {
  intact: boolean;
  rows: number;
  faults: AuditFault[];
  /** The last row of the file. */
  head: ChainEnd;
}

/** @throws CliError 2 naming the line that is no row of an export */
export async function verifyFile(
  file: string,
  { part, head }: { part: boolean; head?: string },
): Promise<FileVerdict> {
  const walk = new ChainWalk(sha256, part);
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    if (line.trim() !== '') walk.step(atLine(number, SHAPE, () => readRow(line)));
  }
  const { last } = walk;
  // Without the head from elsewhere the file can only be held to itself.
  const { rows, faults } = walk.end({ seq: last.seq, hash: head ?? last.hash });
  return { intact: faults.length === 0, rows, faults, head: last };
}

const SHAPE = 'each line is one row as `audit export` writes it';

function readRow(line: string): z.infer<typeof Row> {
  const read = Row.safeParse(JSON.parse(line));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`${issue?.path.map(String).join('.') || 'it'}: ${issue?.message ?? 'is no row'}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
