// The chain of the record: each row's hash covers the row before it, so that a changed, missing or moved row shows. Pure.
import type { AuditEntry, AuditFault, AuditRow } from '../audit-entry';
import { canonicalJson } from './canonical-json';

/** SHA-256 of UTF-8 text, hex: given by whoever may use cryptography. */
export type Sha256 = (text: string) => string;

/** What the hash of a row covers: the previous hash, then the entry with its place. */
export function chainText(previousHash: string, seq: number, entry: AuditEntry): string {
  const { key, at, incidentId, actor, action, details } = entry;
  return previousHash + canonicalJson({ seq, key, at, incidentId, actor, action, details });
}

export interface ChainEnd {
  seq: number;
  hash: string;
}

/** Walks rows in order of seq; feed page by page, then ask `end` with the head row. */
export class ChainWalk {
  private seq = 0;
  private hash = '';
  private rows = 0;
  readonly faults: AuditFault[] = [];

  /** @param part only some rows are there on purpose: gaps are no fault, and only neighbours are held together */
  constructor(
    private readonly sha256: Sha256,
    private readonly part = false,
  ) {}

  /** The row walked last; seq 0 before the first. */
  get last(): ChainEnd {
    return { seq: this.seq, hash: this.hash };
  }

  step(row: AuditRow): void {
    this.rows += 1;
    if (row.seq <= this.seq) this.fault(row.seq, 'reordered', `row ${row.seq} comes after row ${this.seq}`);
    else if (row.seq === this.seq + 1) {
      if (row.previousHash !== this.hash)
        this.fault(row.seq, 'reordered', `row ${row.seq} does not follow row ${this.seq}`);
    } else if (!this.part) this.fault(this.seq + 1, 'missing', missing(this.seq + 1, row.seq - 1));
    if (this.sha256(chainText(row.previousHash, row.seq, row)) !== row.hash)
      this.fault(row.seq, 'changed', `row ${row.seq} (${row.action}, ${row.at}) is not as it was written`);
    this.seq = row.seq;
    this.hash = row.hash;
  }

  /** `head` is undefined when even its row is gone. */
  end(head: ChainEnd | undefined): { rows: number; faults: AuditFault[] } {
    if (!head)
      this.fault(
        this.seq + 1,
        'truncated',
        'the head row is gone, so rows cut off after the last cannot be told',
      );
    else if (head.seq > this.seq)
      this.fault(
        this.seq + 1,
        'truncated',
        `the chain ends at row ${this.seq}, but ${head.seq} rows were written`,
      );
    else if (head.hash !== this.hash)
      this.fault(this.seq, 'changed', 'the last row is not the one that was written last');
    return { rows: this.rows, faults: this.faults };
  }

  private fault(seq: number, kind: AuditFault['kind'], detail: string): void {
    this.faults.push({ seq, kind, detail });
  }
}

function missing(from: number, to: number): string {
  return from === to ? `row ${from} is missing` : `rows ${from} to ${to} are missing`;
}
