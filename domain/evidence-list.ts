// Evidence with IDs: redacted, shortened, bounded in number.
import type { Diagnosis, Evidence } from './diagnosis';
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

/** The diagnosis with more to cite, redacted and shortened like all evidence; IDs go on from the last one. */
export function withEvidence(
  diagnosis: Diagnosis,
  more: readonly Pick<Evidence, 'kind' | 'at' | 'text'>[],
): Diagnosis {
  const numbers = diagnosis.evidence.map(({ id }) => Number(id.slice(1)));
  const last = Math.max(0, ...numbers.filter(Number.isFinite));
  const added = more.map(({ kind, at, text }, index) => ({
    ...{ id: `e${last + 1 + index}`, kind, at },
    text: shortenMiddle(redact(text), LIMITS.evidenceTextCharsMax),
  }));
  return { ...diagnosis, evidence: [...diagnosis.evidence, ...added] };
}
