// Which Fivetran deliveries become events, and which open nothing.
import { LIMITS } from '../../../../domain/limits';
import { normaliseFivetranWebhook } from '../../../../integrations/fivetran/normalise';
import type { FivetranWebhook } from '../../../../integrations/fivetran/webhook.schema';

function delivery(data: unknown, more: Partial<FivetranWebhook> = {}): FivetranWebhook {
  return {
    event: 'sync_end',
    created: '2026-05-22T00:06:08.638Z',
    connector_id: 'assimilate_seem',
    connector_name: 'ftar_pg',
    sync_id: 'b4703f73',
    data,
    ...more,
  };
}

const normalise = (payload: FivetranWebhook) => normaliseFivetranWebhook(payload, 'main');

describe('normaliseFivetranWebhook', () => {
  it('keeps everything that a diagnosis needs of a failure', () => {
    const event = normalise(
      delivery({
        status: 'FAILURE_WITH_TASK',
        reason: 'java.lang.RuntimeException: FATAL: too many connections for role',
        taskType: 'reconnect',
      }),
    );
    expect(event).toEqual({
      provider: 'fivetran',
      account: 'main',
      connectionId: 'assimilate_seem',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      kind: 'sync_failed',
      occurredAt: '2026-05-22T00:06:08.638Z',
      source: 'webhook',
      connectionName: 'ftar_pg',
      runId: 'b4703f73',
      message: 'java.lang.RuntimeException: FATAL: too many connections for role',
      failureType: 'reconnect',
    });
  });

  it.each([
    ['SUCCESSFUL', 'sync_succeeded'],
    ['FAILURE', 'sync_failed'],
    ['FAILED', 'sync_failed'],
    ['NO_STATUS', 'sync_failed'],
    ['A_STATUS_OF_NEXT_YEAR', 'sync_failed'],
    ['CANCELED', 'sync_cancelled'],
    ['RESCHEDULED', 'sync_rescheduled'],
  ])('reads status %s as %s', (status, kind) => {
    expect(normalise(delivery({ status }))).toMatchObject({ kind });
  });

  it('says when a rescheduled sync will go on', () => {
    const data = { status: 'RESCHEDULED', reason: 'server error', rescheduledAt: '2023-03-20T20:54:54.041Z' };
    expect(normalise(delivery(data))).toMatchObject({ rescheduledFor: '2023-03-20T20:54:54.041Z' });
  });

  it('ignores a reschedule that Fivetran calls intended behavior', () => {
    const reason = 'We have rescheduled the connection to force flush data. This is intended behavior.';
    expect(normalise(delivery({ status: 'RESCHEDULED', reason }))).toHaveProperty('ignored');
  });

  it.each([
    'sync_start',
    'test_event',
    'connection_failure',
    'pause_connector',
    'transformation_failed',
    'brand_new',
  ])('ignores %s and says why', (event) => {
    expect(normalise(delivery(undefined, { event }))).toEqual({ ignored: expect.stringMatching(/\w/) });
  });

  it('opens nothing for the connection of test deliveries', () => {
    expect(normalise(delivery({ status: 'FAILURE' }, { connector_id: '_connector_1' }))).toHaveProperty(
      'ignored',
    );
  });

  it('gives a repeated delivery the same ID and another sync another one', () => {
    const id = (payload: FivetranWebhook) => {
      const event = normalise(payload);
      return 'id' in event ? event.id : undefined;
    };
    const failed = delivery({ status: 'FAILURE', reason: 'x' });
    expect(id(failed)).toBe(id(structuredClone(failed)));
    expect(id({ ...failed, connector_id: null, connection_id: 'assimilate_seem' })).toBe(id(failed));
    expect(id({ ...failed, sync_id: 'other' })).not.toBe(id(failed));
    expect(id(delivery({ status: 'SUCCESSFUL' }))).not.toBe(id(failed));
  });

  it('shortens a reason of 100 kB, keeping its beginning and its root cause', () => {
    const reason = `Sync failed ${'at com.example.Frame '.repeat(5000)} Caused by: disk full`;
    const event = normalise(delivery({ status: 'FAILURE', reason }));
    const message = 'message' in event ? (event.message ?? '') : '';
    expect(message.length).toBeLessThanOrEqual(LIMITS.eventMessageCharsMax);
    expect(message).toMatch(/^Sync failed [\s\S]*characters cut[\s\S]*Caused by: disk full$/);
  });
});
