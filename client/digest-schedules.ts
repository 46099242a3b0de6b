// A Schedule for each digest that a route asks for, kept in step with the configuration.
import type { Client } from '@temporalio/client';
import { WORKFLOW_TASK_QUEUE } from '../domain/connection-ref';
import { targetKey, type Digesting, type Route } from '../domain/notice/route';
import type { Day } from '../domain/policy/time-window';
import { DIGEST_WORKFLOW } from '../workflows/messages';
import { keepSchedule } from './schedules';

const PREFIX = 'digest/';
const WEEKDAYS: Record<
  Day,
  'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY'
> = {
  ...{ mon: 'MONDAY', tue: 'TUESDAY', wed: 'WEDNESDAY', thu: 'THURSDAY', fri: 'FRIDAY' },
  ...{ sat: 'SATURDAY', sun: 'SUNDAY' },
};
/** A digest that is later than this is about yesterday's news. */
const CATCH_UP_MS = 6 * 3_600_000;

/** Creates, updates, and removes what no route asks for any more. Idempotent. */
export async function keepDigestSchedules(client: Client, routes: readonly Route[]): Promise<void> {
  const wanted = new Map<string, { route: string; target: string; digest: Digesting }>(
    routes.flatMap(({ id, to, digest }) =>
      digest
        ? to.map(
            (one) =>
              [`${PREFIX}${id}/${targetKey(one)}`, { route: id, target: targetKey(one), digest }] as const,
          )
        : [],
    ),
  );
  for await (const { scheduleId } of client.schedule.list())
    if (scheduleId.startsWith(PREFIX) && !wanted.has(scheduleId))
      await client.schedule.getHandle(scheduleId).delete();
  await Promise.all(
    [...wanted].map(([id, { digest, ...input }]) => keepSchedule(client, id, scheduleOf(id, digest, input))),
  );
}

function scheduleOf(id: string, { at, zone, days }: Digesting, input: { route: string; target: string }) {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const dayOfWeek = days?.map((day) => WEEKDAYS[day]);
  return {
    spec: { calendars: [{ hour, minute, ...(dayOfWeek ? { dayOfWeek } : {}) }], timezone: zone },
    action: {
      type: 'startWorkflow' as const,
      workflowType: DIGEST_WORKFLOW,
      workflowId: id,
      taskQueue: WORKFLOW_TASK_QUEUE,
      args: [input],
      staticSummary: `Digest for ${input.target}`,
    },
    policies: { catchupWindow: CATCH_UP_MS },
  };
}
