// How often a connection syncs: what it is now, and one PATCH that sets it or puts the earlier value back.
import { z } from 'zod';
import type { SyncSchedule } from '../../domain/connection-state';
import type { Json } from '../../domain/json';
import { OpError } from '../../domain/op-error';
import { present } from '../../domain/present';
import type { StepCommand, TargetReading } from '../../domain/step';
import { beforeWrite } from '../http/before-write';
import { said, type Applied } from './applied';
import { connectionPath, type FivetranApi } from './api';
import { sameValue, markOf } from '../http/same-value';
import { connectionSchema, type WireConnection } from './wire.schema';

/** Minutes; nothing else is taken (OpenAPI document, `sync_frequency`). */
const ALLOWED_MINUTES = [1, 5, 15, 30, 60, 120, 180, 360, 480, 720, 1440];
const MINUTE_MS = 60_000;

const scheduleFields = connectionSchema.pick({
  sync_frequency: true,
  schedule_type: true,
  daily_sync_time: true,
  schedule: true,
});
type ScheduleFields = Pick<
  WireConnection,
  'sync_frequency' | 'schedule_type' | 'daily_sync_time' | 'schedule'
>;

/** The wire's own fields, because several of them can mean the same interval. */
const wanted = z.object({
  sync_frequency: z.number().optional(),
  schedule_type: z.string().optional(),
  daily_sync_time: z.string().optional(),
});
type Wanted = z.infer<typeof wanted>;

/** @throws OpError with read semantics */
export async function readSchedule(api: FivetranApi, command: StepCommand): Promise<TargetReading> {
  const now = await api.read(connectionPath(command.connectionId), scheduleFields);
  const value: Json = present({
    sync_frequency: now.sync_frequency ?? undefined,
    schedule_type: now.schedule_type ?? undefined,
    daily_sync_time: now.daily_sync_time ?? undefined,
  });
  const aim = aimOf(command);
  const satisfied = 'fields' in aim && !overridden(now) && isAs(now, aim.fields);
  return { value, satisfied, mark: markOf(value) };
}

/** @throws OpError with write semantics; `provider.rejected` where Fivetran has no such schedule */
export async function setSchedule(api: FivetranApi, command: StepCommand): Promise<Applied> {
  const path = connectionPath(command.connectionId);
  const aim = aimOf(command);
  if ('refused' in aim) throw rejected(aim.refused);
  const now = await beforeWrite(() => api.read(path, scheduleFields));
  if (overridden(now)) {
    throw rejected(
      `this connection has a schedule of its own (${now.schedule?.schedule_type ?? 'alpha'}) that overrides sync_frequency: change it in the dashboard`,
    );
  }
  const body = { ...aim.fields, run_setup_tests: false };
  const { message, data } = await api.write('PATCH', path, body, scheduleFields);
  return { ...said(message), satisfied: isAs(data, aim.fields) };
}

function aimOf({ params }: StepCommand): { fields: Wanted } | { refused: string } {
  if (params.restore !== undefined) {
    const fields = wanted.safeParse(params.restore);
    return fields.success && Object.keys(fields.data).length > 0
      ? { fields: fields.data }
      : { refused: 'there is no earlier schedule to put back' };
  }
  return params.schedule ? fieldsOf(params.schedule) : { refused: 'no schedule was given' };
}

function fieldsOf(schedule: SyncSchedule): { fields: Wanted } | { refused: string } {
  switch (schedule.kind) {
    case 'manual':
      return { fields: { schedule_type: 'manual' } };
    case 'cron':
      return { refused: 'Fivetran takes intervals, not cron expressions' };
    case 'interval': {
      const minutes = schedule.everyMs / MINUTE_MS;
      if (ALLOWED_MINUTES.includes(minutes))
        return { fields: { sync_frequency: minutes, schedule_type: 'auto' } };
      return {
        refused: `Fivetran does not sync every ${minutes} min; it takes ${ALLOWED_MINUTES.join(', ')} min`,
      };
    }
  }
}

/** The `schedule` object (alpha, docs: connections) takes precedence over `sync_frequency`. */
function overridden({ schedule }: ScheduleFields): boolean {
  return Boolean(schedule?.schedule_type);
}

function isAs(now: ScheduleFields, fields: Wanted): boolean {
  return (
    (fields.sync_frequency === undefined || now.sync_frequency === fields.sync_frequency) &&
    (fields.schedule_type === undefined || sameValue(now.schedule_type ?? 'auto', fields.schedule_type)) &&
    (fields.daily_sync_time === undefined || now.daily_sync_time === fields.daily_sync_time)
  );
}

function rejected(why: string): OpError {
  return new OpError('provider.rejected', { message: `cannot set the schedule: ${why}` });
}
