// What a person decided by moving a ticket of an incident.

/** Every other change of a ticket is ignored, with the reason. */
export type TicketDecision =
  | {
      kind: 'decision';
      incidentId: string;
      decision: 'approve' | 'reject';
      /** The person as the ticket system calls them. */
      user: string;
      /** The plan that the ticket showed; absent where it showed none. */
      planHash?: string;
      /** The ticket, for the record. */
      ticket: string;
    }
  | { kind: 'ignored'; reason: string };
