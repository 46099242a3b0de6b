// Rows of Fivetran's LOG table as runs: pure, whatever the rows hold.
import fc from 'fast-check';
import { messageData, modifiedRows } from '../../../../integrations/fivetran-platform-log/message-data';
import { runsFromLog, type LogRow } from '../../../../integrations/fivetran-platform-log/runs-from-log';

const row = (sync_id: string, message_event: string, at_ms: number, data?: unknown): LogRow => ({
  ...{ sync_id, message_event, at_ms },
  message_data: data === undefined ? null : JSON.stringify(data),
});
const modified = (count: unknown) => ({
  schema: 's',
  table: 't',
  operationType: 'REPLACED_OR_INSERTED',
  count,
});

describe('runs read from the platform log', () => {
  it('carry the sum of all rows, wherever JSON is encoded twice', () => {
    const twice = {
      ...row('a', 'records_modified', 3),
      message_data: JSON.stringify(JSON.stringify(modified(5))),
    };
    const runs = runsFromLog([
      row('a', 'sync_end', 4, { status: 'SUCCESSFUL' }),
      twice,
      row('a', 'records_modified', 2, modified(7)),
      row('a', 'sync_start', 1),
    ]);
    expect(runs).toEqual([
      {
        ...{ id: 'a', kind: 'sync', status: 'succeeded', rows: 12, bytes: null },
        ...{ startedAt: new Date(1).toISOString(), endedAt: new Date(4).toISOString() },
      },
    ]);
  });

  it('of a sync that wrote nothing are a zero, of one still running an unknown', () => {
    const ended = [row('a', 'sync_start', 1), row('a', 'sync_end', 2, { status: 'SUCCESSFUL' })];
    expect(runsFromLog(ended)[0]?.rows).toBe(0);
    expect(
      runsFromLog([row('a', 'sync_start', 1), row('a', 'records_modified', 2, modified(3))])[0],
    ).toMatchObject({
      ...{ status: 'running', rows: null, endedAt: null },
    });
  });

  it('do not guess a sum when one count cannot be read', () => {
    const [run] = runsFromLog([
      ...[row('a', 'sync_start', 1), row('a', 'records_modified', 2, modified(3))],
      ...[
        row('a', 'records_modified', 3, modified('many')),
        row('a', 'sync_end', 4, { status: 'SUCCESSFUL' }),
      ],
    ]);
    expect(run?.rows).toBeNull();
  });

  it.each([
    ['SUCCESSFUL', 'succeeded'],
    ['RESCHEDULED', 'rescheduled'],
    ['CANCELED', 'cancelled'],
    ['FAILURE_WITH_TASK', 'failed'],
    ['SOMETHING_NEW', 'failed'],
  ])('that ended %s are %s', (word, status) => {
    const rows = [
      row('a', 'sync_start', 1),
      row('a', 'sync_end', 2, { status: word, reason: 'why', taskType: 'reconnect' }),
    ];
    const [run] = runsFromLog(rows);
    expect(run?.status).toBe(status);
    expect(run?.failure).toEqual(status === 'succeeded' ? undefined : { message: 'why', type: 'reconnect' });
  });

  it('leave out a sync whose beginning the log does not hold', () => {
    expect(runsFromLog([row('a', 'sync_end', 2, { status: 'SUCCESSFUL' })])).toEqual([]);
  });

  it('never fail and are newest first, whatever the rows hold', () => {
    const anyRow = fc.record({
      sync_id: fc.oneof(fc.constant(null), fc.constantFrom('a', 'b', '__proto__')),
      message_event: fc.oneof(fc.string(), fc.constantFrom('sync_start', 'sync_end', 'records_modified')),
      message_data: fc.oneof(fc.anything(), fc.string(), fc.json()),
      at_ms: fc.oneof(fc.integer(), fc.string(), fc.constant(NaN)),
    });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), (rows) => {
        const starts = runsFromLog(rows).map((run) => Date.parse(run.startedAt));
        expect(starts).toEqual([...starts].sort((a, b) => b - a));
        for (const run of runsFromLog(rows)) expect(run.rows ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('read counts only where there is one', () => {
    expect(modifiedRows('{"count":3}')).toBe(3);
    expect(modifiedRows('{"count":"4"}')).toBe(4);
    for (const odd of ['{"count":-1}', '{"count":null}', '{}', 'no json', '', null, '[1]', '{"count":1.5}'])
      expect(modifiedRows(odd)).toBeUndefined();
    expect(messageData('"{\\"a\\":1}"')).toEqual({ a: 1 });
  });
});
