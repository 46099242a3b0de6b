// Whatever Fivetran puts into a connection: it is read as far as it goes, or refused as a whole, and never invented.
import fc from 'fast-check';
import { fivetranState } from '../../../../integrations/fivetran/state';
import { connectionSchema } from '../../../../integrations/fivetran/wire.schema';

const plain = {
  ...{ id: 'conn_1', service: 'postgres', schema: 'shop', group_id: 'g', paused: false },
  ...{
    sync_frequency: 60,
    schedule_type: 'auto',
    succeeded_at: '2024-03-17T12:31:40.870504Z',
    failed_at: null,
  },
  status: {
    setup_state: 'connected',
    sync_state: 'scheduled',
    update_state: 'on_schedule',
    tasks: [],
    warnings: [],
  },
};

function read(changes: object, status: object = {}) {
  const item = { ...plain, ...changes, status: { ...plain.status, ...status } };
  const parsed = connectionSchema.safeParse(item);
  if (!parsed.success) return undefined;
  return fivetranState(parsed.data, { destination: 'd', tags: {}, readAt: new Date(0) });
}

/** What is only good to have. */
const OPTIONAL = [
  'schema',
  'sync_frequency',
  'schedule_type',
  'daily_sync_time',
  'schedule',
  'config',
  'setup',
];
const OPTIONAL_STATUS = ['setup_state', 'sync_state', 'update_state', 'rescheduled_for', 'tasks', 'warnings'];

describe('a Fivetran connection with odd values', () => {
  it('is read whatever stands in what is only good to have', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OPTIONAL),
        fc.constantFrom(...OPTIONAL_STATUS),
        fc.anything(),
        fc.anything(),
        (field, statusField, value, statusValue) => {
          const state = read({ [field]: value }, { [statusField]: statusValue });
          expect(state).toBeDefined();
          expect(state?.name).not.toBe('');
          const everyMs = state?.schedule.kind === 'interval' ? state.schedule.everyMs : 1;
          expect(everyMs).toBeGreaterThan(0);
          expect(Number.isFinite(everyMs)).toBe(true);
          for (const one of state?.notices ?? []) expect(typeof one.message).toBe('string');
        },
      ),
    );
  });

  it('is refused rather than taken for one that never succeeded', () => {
    for (const field of ['succeeded_at', 'failed_at']) {
      expect(read({ [field]: 'yesterday' })).toBeUndefined();
      expect(read({ [field]: 1710678700 })).toBeUndefined();
      expect(read({ [field]: '' })).toBeDefined();
      expect(read({ [field]: null })).toBeDefined();
      expect(read({ [field]: undefined })).toBeDefined();
    }
  });

  it('keeps every time that can be read, to the millisecond and in UTC', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2012-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
        (date) => {
          const micro = date.toISOString().replace('Z', '504Z');
          expect(read({ succeeded_at: micro })?.lastSuccessAt).toBe(date.toISOString());
        },
      ),
    );
  });

  it('is refused without what everything else hangs on', () => {
    for (const field of ['id', 'service', 'group_id', 'paused', 'status'])
      expect(connectionSchema.safeParse({ ...plain, [field]: undefined }).success).toBe(false);
  });

  it('keeps the good alerts beside a bad one', () => {
    const tasks = [7, null, { code: 'reconnect', message: 'log in again' }, { code: 42 }, 'x', []];
    expect(read({}, { tasks })?.notices).toEqual(
      expect.arrayContaining([
        { severity: 'task', code: 'reconnect', message: 'log in again' },
        { severity: 'task', code: '42', message: '42' },
      ]),
    );
  });

  it.each([
    ['delayed', true],
    ['DELAYED', true],
    ['on_schedule', false],
    ['somewhat', undefined],
    [null, undefined],
    [7, undefined],
  ])('says of update_state %s that it is late: %s', (word, late) => {
    expect(read({}, { update_state: word })?.late).toBe(late);
  });
});
