// How often a connection syncs: what it is now, and one write that sets it or puts the earlier value back.
import { z } from 'zod';
import type { SyncSchedule } from '../../domain/connection-state';
import type { Json } from '../../domain/json';
import { OpError } from '../../domain/op-error';
import { present } from '../../domain/present';
import type { StepCommand, TargetReading } from '../../domain/step';
import { markOf } from '../http/same-value';
import { connectionPath, type AirbyteApi } from './api';
import type { Applied } from './applied';
import { airbyteSchedule, basicTimingMs } from './schedule';
import { connectionSchema } from './wire.schema';

const HOUR_MS = 3_600_000;

/** Airbyte's own words, because only they say it exactly. */
const wanted = z.object({
  scheduleType: z.string(),
  cronExpression: z.string().optional(),
  basicTiming: z.string().optional(),
});
type Wanted = z.infer<typeof wanted>;
type Aim = { words: Wanted } | { refused: string };

const scheduleOnly = connectionSchema.pick({ schedule: true });
const anything = z.looseObject({});

/** @throws OpError with read semantics */
export async function readSchedule(
  api: AirbyteApi,
  command: StepCommand,
  deps: { now(): Date },
): Promise<TargetReading> {
  const { schedule } = await api.read(connectionPath(command.connectionId), scheduleOnly);
  const now = wordsOf(schedule);
  const aim = aimOf(command);
  const satisfied =
    'words' in aim &&
    (isAs(now, aim.words) || sameInterval(airbyteSchedule(schedule, deps.now()), command.params.schedule));
  const value: { [key: string]: Json } = present({ ...now });
  return { value, satisfied, mark: markOf(value) };
}

/** @throws OpError with write semantics; `provider.rejected` where Airbyte has no such schedule */
export async function setSchedule(api: AirbyteApi, command: StepCommand): Promise<Applied> {
  const aim = aimOf(command);
  if ('refused' in aim)
    throw new OpError('provider.rejected', { message: `cannot set the schedule: ${aim.refused}` });
  if (aim.words.scheduleType === 'basic') return setBasic(api, command.connectionId, aim.words);
  const { schedule } = await api.write(
    'PATCH',
    connectionPath(command.connectionId),
    { schedule: aim.words },
    scheduleOnly,
  );
  return {
    evidence: `the schedule is ${inWords(wordsOf(schedule))}`,
    satisfied: isAs(wordsOf(schedule), aim.words),
  };
}

/** The public API shows basic schedules and cannot set them; the config API can. */
async function setBasic(api: AirbyteApi, connectionId: string, words: Wanted): Promise<Applied> {
  const hours = basicTimingMs(words.basicTiming ?? '') / HOUR_MS;
  const scheduleData = { basicSchedule: { timeUnit: 'hours', units: hours } };
  await api.config.write(
    '/connections/update',
    { connectionId, scheduleType: 'basic', scheduleData },
    anything,
  );
  return { evidence: `the schedule is ${inWords(words)} again`, satisfied: true };
}

function aimOf({ params }: StepCommand): Aim {
  if (params.restore !== undefined) {
    const words = wanted.safeParse(params.restore);
    return words.success ? { words: words.data } : { refused: 'there is no earlier schedule to put back' };
  }
  return params.schedule ? fromSchedule(params.schedule) : { refused: 'no schedule was given' };
}

function fromSchedule(schedule: SyncSchedule): Aim {
  switch (schedule.kind) {
    case 'manual':
      return { words: { scheduleType: 'manual' } };
    case 'cron':
      return { words: { scheduleType: 'cron', cronExpression: withoutZone(schedule.expression) } };
    case 'interval': {
      const hours = schedule.everyMs / HOUR_MS;
      if (!Number.isInteger(hours) || hours < 1 || 24 % hours !== 0)
        return {
          refused: `Airbyte's cron cannot say "every ${schedule.everyMs / 60_000} min" evenly; it takes 1, 2, 3, 4, 6, 8, 12 or 24 hours`,
        };
      // Quartz: seconds and minutes must be plain numbers.
      const cronExpression = hours === 24 ? '0 0 0 * * ?' : `0 0 0/${hours} * * ?`;
      return { words: { scheduleType: 'cron', cronExpression } };
    }
  }
}

function wordsOf(schedule: z.infer<typeof scheduleOnly>['schedule']): Wanted {
  return present({
    scheduleType: schedule?.scheduleType ?? 'manual',
    cronExpression: schedule?.cronExpression ? withoutZone(schedule.cronExpression) : undefined,
    basicTiming: schedule?.basicTiming ?? undefined,
  });
}

/** Airbyte appends the zone to what it was given. */
function withoutZone(cron: string): string {
  return cron.trim().replace(/\s+(UTC|GMT|Etc\/UTC)$/i, '');
}

function isAs(now: Wanted, words: Wanted): boolean {
  if (now.scheduleType !== words.scheduleType) return false;
  if (words.scheduleType === 'cron') return now.cronExpression === withoutZone(words.cronExpression ?? '');
  if (words.scheduleType !== 'basic') return true;
  return basicTimingMs(now.basicTiming ?? '') === basicTimingMs(words.basicTiming ?? '');
}

/** "Every 6 HOURS" is as wanted as the cron that says the same. */
function sameInterval(now: SyncSchedule, want: SyncSchedule | undefined): boolean {
  return now.kind === 'interval' && want?.kind === 'interval' && now.everyMs === want.everyMs;
}

function inWords({ scheduleType, cronExpression, basicTiming }: Wanted): string {
  return cronExpression ?? basicTiming ?? scheduleType;
}
