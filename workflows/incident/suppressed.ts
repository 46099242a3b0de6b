// Failures that maintenance explains: nobody is called and nothing is done until it is over; then the incident looks again.
import type { Maintenance } from '../../domain/brakes/maintenance';
import type { OpenIncident } from './open-incident';

/** Waits for the end of the maintenance; an order of a person still interrupts. */
export async function waitForMaintenance(inc: OpenIncident, { id, why, until }: Maintenance): Promise<void> {
  if (!inc.state.flags.includes('suppressed')) {
    inc.flag('suppressed', true);
    inc.note('system', 'incident.suppressed', { window: id, why, until });
  }
  await inc.wait({ summary: `Suppressed by maintenance (${why}); looking again at ${until}`, until });
  inc.flag('suppressed', false);
  inc.note('system', 'incident.unsuppressed', { window: id });
}
