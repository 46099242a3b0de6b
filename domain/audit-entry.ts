// One line of the record that outlives workflow history: who did what to which incident, when, and why.
export interface AuditEntry {
  /** Idempotency key: written once however often the writer runs (`{runId}/{number}`). */
  key: string;
  /** ISO 8601 UTC. */
  at: string;
  incidentId: string;
  /** A person's ID, or `system`. */
  actor: string;
  /** Past tense, noun.verb: `incident.opened`, `step.applied`. */
  action: string;
  details: Record<string, unknown>;
}

/** An entry as it stands in the chain. */
export interface AuditRow extends AuditEntry {
  seq: number;
  previousHash: string;
  /** SHA-256, hex, over the previous hash and the canonical JSON of the entry. */
  hash: string;
}

export type AuditFault = {
  seq: number;
  kind: 'changed' | 'missing' | 'reordered' | 'truncated';
  detail: string;
};
