// How often a Fivetran connection is expected to sync.
import { fivetranSchedule } from '../../../../integrations/fivetran/schedule';
import { connectionSchema } from '../../../../integrations/fivetran/wire.schema';

const HOUR_MS = 3_600_000;

function schedule(fields: object) {
  const base = { id: 'c', service: 's', schema: 'x', group_id: 'g', paused: false, status: {} };
  return fivetranSchedule(connectionSchema.parse({ ...base, ...fields }));
}

describe('fivetranSchedule', () => {
  it('reads minutes, also where the API sends them as text', () => {
    expect(schedule({ sync_frequency: 15 })).toEqual({ kind: 'interval', everyMs: HOUR_MS / 4 });
    expect(schedule({ sync_frequency: '360' })).toEqual({ kind: 'interval', everyMs: 6 * HOUR_MS });
  });

  it('says manual, because nobody resumes such a connection by itself', () => {
    expect(schedule({ sync_frequency: 15, schedule_type: 'manual' })).toEqual({ kind: 'manual' });
  });

  it('lets the newer schedule object win', () => {
    const sync_frequency = 15;
    expect(schedule({ sync_frequency, schedule: { schedule_type: 'INTERVAL', interval: 60 } })).toEqual({
      kind: 'interval',
      everyMs: HOUR_MS,
    });
    expect(
      schedule({
        sync_frequency,
        schedule: { schedule_type: 'TIME_OF_DAY', days_of_week: ['MONDAY', 'FRIDAY'] },
      }),
    ).toEqual({ kind: 'interval', everyMs: 4 * 24 * HOUR_MS });
  });
});
