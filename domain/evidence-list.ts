// Evidence with IDs: redacted, shortened, bounded in number.
import type { Evidence } from './diagnosis';
import { LIMITS } from './limits';
import { redact } from './redaction';
import { shortenMiddle } from './shorten-text';

export class EvidenceList {
  readonly items: Evidence[] = [];

  add(kind: Evidence['kind'], at: string, text: string): void {
    if (this.items.length >= LIMITS.evidenceItemsMax) return;
    const id = `e${this.items.length + 1}`;
    this.items.push({ id, kind, at, text: shortenMiddle(redact(text), LIMITS.evidenceTextCharsMax) });
  }
}
