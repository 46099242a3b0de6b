// From "the incident looks different now" to the workflows that tell the outside, one a place.
import type { Client } from '@temporalio/client';
import { WORKFLOW_TASK_QUEUE } from '../domain/connection-ref';
import type { Incident } from '../domain/incident';
import { isTold, targetKey, targetsOf, type Route } from '../domain/notice/route';
import type { Announcer } from '../domain/ports';
import { NOTIFICATION_WORKFLOW, incidentChanged } from '../workflows/messages';

/** Incidents whose last announced look is remembered, so that what nobody could see is not announced. */
const REMEMBERED_MAX = 2000;

/** Announces nothing where no route leads anywhere. */
export function createAnnouncer(client: Client, routes: readonly Route[]): Announcer {
  const announced = new Map<string, string>();
  return {
    async announce(incident) {
      if (!isTold(incident)) return;
      const look = lookOf(incident);
      if (announced.get(incident.id) === look) return;
      await Promise.all(
        targetsOf(incident, routes).map((target) => signal(client, incident.id, targetKey(target))),
      );
      announced.delete(incident.id);
      announced.set(incident.id, look);
      const oldest = announced.keys().next().value;
      if (announced.size > REMEMBERED_MAX && oldest !== undefined) announced.delete(oldest);
    },
  };
}

async function signal(client: Client, incidentId: string, target: string): Promise<void> {
  await client.workflow.signalWithStart(NOTIFICATION_WORKFLOW, {
    workflowId: `notification/${incidentId}/${target}`,
    taskQueue: WORKFLOW_TASK_QUEUE,
    args: [{ incidentId, target }],
    signal: incidentChanged,
    signalArgs: [],
    staticSummary: `Tells ${target} about ${incidentId}`,
  });
}

/** What people can see of it, apart from how long it has been standing there. */
function lookOf({ updatedAt: _when, ...incident }: Incident): string {
  return JSON.stringify(incident);
}
