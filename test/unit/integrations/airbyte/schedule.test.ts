// How often an Airbyte connection is expected to sync: Quartz cron and words.
import { airbyteSchedule, basicTimingMs, cronIntervalMs } from '../../../../integrations/airbyte/schedule';

const HOUR_MS = 3_600_000;
const now = new Date('2026-08-01T00:10:00Z');

describe('airbyteSchedule', () => {
  it.each([
    ['0 0 8 * * ? UTC', 24],
    ['0 0 */6 * * ?', 6],
    ['0 0/30 * * * ?', 0.5],
    ['0 0 8 ? * MON-FRI', 72],
    ['0 0 8 ? * 2-6 UTC', 72],
    ['0 0 8 ? * 1', 168],
    ['0 0 0/12 * * ? *', 12],
    ['not a cron', 24],
    ['', 24],
  ])('takes cron %p to run at least every %d hours', (expression, hours) => {
    expect(cronIntervalMs(expression, now)).toBe(hours * HOUR_MS);
  });

  it.each([
    ['Every 24 HOURS', 24],
    ['Every 1 hour', 1],
    ['Every 90 MINUTES', 1.5],
    ['Every 2 WEEKS', 336],
    ['whenever', 24],
  ])('takes %p for %d hours', (text, hours) => {
    expect(basicTimingMs(text)).toBe(hours * HOUR_MS);
  });

  it('takes everything else for manual', () => {
    expect(airbyteSchedule({ scheduleType: 'manual' }, now)).toEqual({ kind: 'manual' });
    expect(airbyteSchedule(undefined, now)).toEqual({ kind: 'manual' });
  });
});
