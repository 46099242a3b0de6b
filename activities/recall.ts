// What earlier incidents say about this failure. Memory never stands in the way: without it the diagnosis goes on.
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import type { Diagnosis } from '../domain/diagnosis';
import { withEvidence } from '../domain/evidence-list';
import { recollect } from '../domain/memory/recollect';
import { OpError } from '../domain/op-error';
import type { CaseMemory } from '../domain/ports';

export interface RecallDeps {
  memory: CaseMemory;
  /** Accounts that share what was learned with this one, itself included. */
  tenantOf(ref: AccountRef): AccountRef[];
  now: () => Date;
}

/** Never throws for the memory's sake: that it could not be read becomes evidence. */
export async function recall(
  { memory, tenantOf, now }: RecallDeps,
  about: { ref: ConnectionRef; service: string; diagnosis: Diagnosis },
): Promise<Diagnosis> {
  const { diagnosis, ref, service } = about;
  const { fingerprint, symptom } = diagnosis;
  if (fingerprint === undefined || symptom === 'recovered' || symptom === 'requested') return diagnosis;
  const at = now().toISOString();
  try {
    const memories = await memory.recall({ fingerprint, service, tenant: tenantOf(ref) });
    return recollect(diagnosis, memories, at);
  } catch (error) {
    if (!(error instanceof OpError)) throw error;
    const text = `earlier incidents could not be read: ${error.message}`;
    return withEvidence(diagnosis, [{ kind: 'missing', at, text }]);
  }
}
