// The platform log read from a real PostgreSQL: new and old column names, both ways of encoding, and its absence.
import { Client } from 'pg';
import { startPostgres, type PostgresServer } from '../../bench/postgres-server';
import { createPlatformLog, type PlatformLog } from '../../integrations/fivetran-platform-log/platform-log';

let server: PostgresServer;
const open: PlatformLog[] = [];

beforeAll(async () => {
  server = await startPostgres();
  if ('missing' in server) console.warn(`the platform log was not tested on PostgreSQL: ${server.missing}`);
});
afterAll(async () => {
  await Promise.all(open.map((log) => log.close()));
  if ('url' in server) await server.stop();
});

function logOf(databaseUrl: string, schema: string): PlatformLog {
  const log = createPlatformLog({ databaseUrl, schema });
  open.push(log);
  return log;
}

/** A log table with two syncs of `conn_1` and one of another connection. */
async function fill(url: string, schema: string, idColumn: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const once = JSON.stringify({ schema: 's', table: 't', operationType: 'UPDATED', count: 40 });
  const rows: [string, string, string, number, string | null][] = [
    ['conn_1', 's1', 'sync_start', 120, null],
    ['conn_1', 's1', 'records_modified', 119, once],
    ['conn_1', 's1', 'records_modified', 118, JSON.stringify(once)],
    ['conn_1', 's1', 'sync_end', 117, JSON.stringify({ status: 'SUCCESSFUL' })],
    ['conn_1', 's2', 'sync_start', 60, null],
    ['conn_1', 's2', 'sync_end', 59, JSON.stringify({ status: 'FAILURE', reason: 'no route to host' })],
    ['conn_1', 's0', 'sync_start', 60 * 24 * 45, null],
    ['conn_2', 's9', 'sync_start', 30, null],
  ];
  try {
    await client.query(`create schema "${schema}"`);
    await client.query(
      `create table "${schema}".log (id text, time_stamp timestamptz, "${idColumn}" text, event text,
        message_event text, message_data text, sync_id text)`,
    );
    for (const [connection, sync, event, minutesAgo, data] of rows)
      await client.query(
        `insert into "${schema}".log ("${idColumn}", sync_id, message_event, time_stamp, message_data)
         values ($1, $2, $3, now() - make_interval(mins => $4), $5)`,
        [connection, sync, event, minutesAgo, data],
      );
  } finally {
    await client.end();
  }
}

describe('the platform log in PostgreSQL', () => {
  it.each([
    ['fivetran_metadata', 'connection_id'],
    ['fivetran_log', 'connector_id'],
    ['odd."name"', 'connection_id'],
  ])('in schema %s with %s gives runs with rows, newest first', async (schema, idColumn) => {
    if ('missing' in server) return;
    await fill(server.url, schema.replace(/"/g, '""'), idColumn);
    const runs = await logOf(server.url, schema).runs('conn_1');
    expect(runs).toMatchObject([
      { id: 's2', status: 'failed', rows: null, failure: { message: 'no route to host' } },
      { id: 's1', status: 'succeeded', rows: 80 },
    ]);
    expect(await logOf(server.url, schema).runs("conn_1' or '1'='1")).toEqual([]);
  });

  it('that is not there is said to be so, with what to check', async () => {
    if ('missing' in server) return;
    await expect(logOf(server.url, 'nowhere').runs('conn_1')).rejects.toMatchObject({
      code: 'store.unreachable',
      message: expect.stringContaining('check platformLog'),
    });
  });

  it('that cannot be reached is said to be so without its password', async () => {
    const error = await logOf('postgres://reader:a-secret-word@127.0.0.1:1/warehouse', 'fivetran_metadata')
      .runs('conn_1')
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'store.unreachable' });
    expect(String(error)).not.toContain('a-secret-word');
  });
});
