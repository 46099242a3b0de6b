// The chain: each row's hash covers the row before it, so that a changed, missing or moved row shows.
import { createHash } from 'node:crypto';
import type { AuditEntry, AuditFault, AuditRow } from '../../domain/audit-entry';
import { canonicalJson } from './canonical-json';

/** SHA-256, hex, over the previous hash and the entry with its place. */
export function chainHash(previousHash: string, seq: number, entry: AuditEntry): string {
  const { key, at, incidentId, actor, action, details } = entry;
  const text = canonicalJson({ seq, key, at, incidentId, actor, action, details });
  return createHash('sha256').update(previousHash).update(text).digest('hex');
}

/** Walks rows in order of seq; feed page by page, then ask `end` with the head row. */
export class ChainWalk {
  private seq = 0;
  private hash = '';
  private rows = 0;
  readonly faults: AuditFault[] = [];

  step(row: AuditRow): void {
    this.rows += 1;
    if (row.seq !== this.seq + 1) {
      const gap =
        row.seq === this.seq + 2
          ? `row ${this.seq + 1} is missing`
          : `rows ${this.seq + 1} to ${row.seq - 1} are missing`;
      this.faults.push({ seq: this.seq + 1, kind: 'missing', detail: gap });
    } else if (row.previousHash !== this.hash) {
      this.faults.push({
        seq: row.seq,
        kind: 'reordered',
        detail: `row ${row.seq} does not follow row ${this.seq}`,
      });
    }
    if (chainHash(row.previousHash, row.seq, row) !== row.hash) {
      this.faults.push({
        seq: row.seq,
        kind: 'changed',
        detail: `row ${row.seq} (${row.action}, ${row.at}) is not as it was written`,
      });
    }
    this.seq = row.seq;
    this.hash = row.hash;
  }

  /** `head` is undefined when even its row is gone. */
  end(head: { seq: number; hash: string } | undefined): { rows: number; faults: AuditFault[] } {
    if (!head) {
      this.faults.push({
        seq: this.seq + 1,
        kind: 'truncated',
        detail: 'the head row is gone, so rows cut off after the last cannot be told',
      });
    } else if (head.seq > this.seq) {
      this.faults.push({
        seq: this.seq + 1,
        kind: 'truncated',
        detail: `the chain ends at row ${this.seq}, but ${head.seq} rows were written`,
      });
    } else if (head.hash !== this.hash) {
      this.faults.push({
        seq: this.seq,
        kind: 'changed',
        detail: 'the last row is not the one that was written last',
      });
    }
    return { rows: this.rows, faults: this.faults };
  }
}
