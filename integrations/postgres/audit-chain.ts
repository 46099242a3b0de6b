// The chain of the record with the cryptography that it is made with; what it means stands in domain/audit.
import { createHash } from 'node:crypto';
import { ChainWalk as PureWalk, chainText } from '../../domain/audit/chain-walk';
import type { AuditEntry } from '../../domain/audit-entry';

/** SHA-256, hex, over the previous hash and the entry with its place. */
export function chainHash(previousHash: string, seq: number, entry: AuditEntry): string {
  return sha256(chainText(previousHash, seq, entry));
}

/** Walks rows in order of seq. */
export class ChainWalk extends PureWalk {
  constructor() {
    super(sha256);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
