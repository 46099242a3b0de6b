// A recorded history as it would read had the worker stalled between two local activities of one workflow task.
interface Event {
  eventId: string;
  eventTime: string;
  eventType: string;
  [attributes: string]: unknown;
}

/**
 * Splits the workflow task that made the first timer right before its last local activity, as a worker does that
 * could not finish in time and asked for another task; that task starts `stallMs` later than the first.
 * Throws when the history has no such task.
 */
export function stalledBeforeFirstTimer(text: string, stallMs: number): unknown {
  const { events } = JSON.parse(text) as { events: Event[] };
  const timer = events.findIndex(({ eventType }) => eventType === 'EVENT_TYPE_TIMER_STARTED');
  const completed = lastBefore(events, timer, 'WORKFLOW_TASK_COMPLETED');
  const started = lastBefore(events, timer, 'WORKFLOW_TASK_STARTED');
  const scheduled = lastBefore(events, timer, 'WORKFLOW_TASK_SCHEDULED');
  const cut = events.findIndex(({ eventType }, at) => at > completed && eventType === MARKER) + 1;
  if (timer < 0 || cut === 0 || cut >= timer) throw new Error('no timer after two local activities here');
  const late = (at: number) => {
    const event = events[at];
    if (!event) throw new Error('the history does not begin with a workflow task');
    return later(event, stallMs);
  };
  const task = [scheduled, started, completed].map(late);
  const ids = new Map([scheduled, started, completed].map((at, nth) => [at + 1, cut + 1 + nth]));
  const inTask = (id: number) => ids.get(id) ?? id;
  // What came after was commanded by the task's second completion; every later event moves down by three.
  const after = (id: number) => (id > cut ? id + task.length : id === completed + 1 ? inTask(id) : id);
  return {
    events: [
      ...events.slice(0, cut),
      ...task.map((event) => withIds(event, inTask)),
      ...events.slice(cut).map((event) => withIds(later(event, stallMs), after)),
    ],
  };
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
