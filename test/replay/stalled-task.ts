// A recorded history as it would read had the worker stalled between two local activities of one workflow task.
interface Event {
  eventId: string;
  eventTime: string;
  eventType: string;
  [attributes: string]: unknown;
}

/**
 * Where a worker may have stalled: the places behind a local activity after which the same workflow task went on. Each is
 * the number of events before it.
 */
export function stallsIn(text: string): number[] {
  const { events } = JSON.parse(text) as { events: Event[] };
  return events.flatMap((event, at) => {
    const next = events[at + 1];
    return isLocalActivity(event) && next && taskOf(next) !== undefined && taskOf(next) === taskOf(event)
      ? [at + 1]
      : [];
  });
}

/** The stall between two local activities before the first timer. Throws when the history has none. */
export function stallBeforeFirstTimer(text: string): number {
  const { events } = JSON.parse(text) as { events: Event[] };
  const timer = events.findIndex(({ eventType }) => eventType === 'EVENT_TYPE_TIMER_STARTED');
  const completed = lastBefore(events, timer, 'WORKFLOW_TASK_COMPLETED');
  const stall = stallsIn(text).find((at) => at > completed && at < timer);
  if (timer < 0 || stall === undefined) throw new Error('no timer after two local activities here');
  return stall;
}

/**
 * Splits the workflow task there, as a worker does that could not finish in time and asked for another task; that task
 * starts `stallMs` later than the first.
 */
export function stalledAt(text: string, stall: number, stallMs: number): unknown {
  const { events } = JSON.parse(text) as { events: Event[] };
  const completed = lastBefore(events, stall, 'WORKFLOW_TASK_COMPLETED');
  const started = lastBefore(events, completed, 'WORKFLOW_TASK_STARTED');
  const scheduled = lastBefore(events, started, 'WORKFLOW_TASK_SCHEDULED');
  const late = (at: number) => {
    const event = events[at];
    if (!event) throw new Error('the history does not begin with a workflow task');
    return later(event, stallMs);
  };
  const task = [scheduled, started, completed].map(late);
  const ids = new Map([scheduled, started, completed].map((at, nth) => [at + 1, stall + 1 + nth]));
  const inTask = (id: number) => ids.get(id) ?? id;
  // What came after was commanded by the task's second completion; every later event moves down by three.
  const after = (id: number) => (id > stall ? id + task.length : id === completed + 1 ? inTask(id) : id);
  return {
    events: [
      ...events.slice(0, stall),
      ...task.map((event) => withIds(event, inTask)),
      ...events.slice(stall).map((event) => withIds(later(event, stallMs), after)),
    ],
  };
}

function isLocalActivity({ eventType, ...attributes }: Event): boolean {
  return eventType === MARKER && JSON.stringify(attributes).includes('"core_local_activity"');
}

/** The workflow task whose completion commanded the event. */
function taskOf(event: Event): string | undefined {
  return /"workflowTaskCompletedEventId":\s?"(\d+)"/.exec(JSON.stringify(event))?.[1];
}

const MARKER = 'EVENT_TYPE_MARKER_RECORDED';

function later(event: Event, ms: number): Event {
  return { ...event, eventTime: new Date(Date.parse(event.eventTime) + ms).toISOString() };
}

function lastBefore(events: Event[], end: number, type: string): number {
  return events.map(({ eventType }) => eventType).lastIndexOf(`EVENT_TYPE_${type}`, Math.max(end - 1, 0));
}

/** Every reference to another event, and in the tail the event's own ID, follows the shift. */
function withIds(event: Event, move: (id: number) => number): Event {
  const text = JSON.stringify(event).replaceAll(
    /"(eventId|scheduledEventId|startedEventId|workflowTaskCompletedEventId)":\s?"(\d+)"/g,
    (_, name: string, id: string) => `"${name}":"${move(Number(id))}"`,
  );
  return JSON.parse(text) as Event;
}
