// Writes what happened: read model, audit rows, outcome. Idempotent, so that a crash between two writes costs nothing.
import type { AuditEntry } from '../domain/audit-entry';
import type { Incident } from '../domain/incident';
import type { Announcer } from '../domain/ports';
import type { IncidentStore, Outcome } from '../domain/store-ports';
import { asRead } from './failure';

export interface RecordInput {
  incident: Incident | null;
  audit: AuditEntry[];
  outcome?: Outcome;
  /** Events that belong to this incident from now on; a later incident opened by one of them is a duplicate. */
  claim: { incidentId: string; eventIds: string[] };
}

export function createRecordActivities(deps: { store: IncidentStore; announcer: Announcer }) {
  return {
    /**
     * One claim, one transaction; repeating them changes nothing. Answers the incident that owns the opening event:
     * when that is another one, nothing else was written.
     */
    async record(input: RecordInput): Promise<{ ownedBy: string }> {
      return asRead(async () => {
        const { incident, audit, outcome, claim } = input;
        const owners = await deps.store.claimEvents(claim);
        const ownedBy = owners.find((o) => o.eventId === claim.eventIds[0])?.ownedBy ?? claim.incidentId;
        if (ownedBy !== claim.incidentId) return { ownedBy };
        await deps.store.record({ incident, audit, ...(outcome ? { outcome } : {}) });
        // After it is written: whoever is told reads it there.
        if (incident) await deps.announcer.announce(incident);
        return { ownedBy };
      });
    },
  };
}
