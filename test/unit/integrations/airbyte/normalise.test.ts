// Which Airbyte notifications become events, and which open nothing.
import { LIMITS } from '../../../../domain/limits';
import { normaliseAirbyteWebhook } from '../../../../integrations/airbyte/normalise';
import { airbyteWebhookSchema } from '../../../../integrations/airbyte/webhook.schema';

const connectionId = '9c6b1d2e-1111-4222-8333-444455556666';
const link = `<https://cloud.airbyte.com/workspaces/aaaaaaaa-0000-4000-8000-000000000000/connections/${connectionId}|orders to lake>`;

function normalise(body: unknown, receivedAt = new Date('2026-08-01T10:00:00Z')) {
  return normaliseAirbyteWebhook(airbyteWebhookSchema.parse(body), { account: 'main', receivedAt });
}

function blocks(title: string) {
  return [{ type: 'section', text: { type: 'mrkdwn', text: title } }];
}

function result(data: object) {
  const party = { id: 'x', name: 'x', url: 'x' };
  return {
    workspace: party,
    connection: { id: connectionId, name: 'orders to lake', url: 'x' },
    source: party,
    destination: party,
    jobId: 42,
    success: false,
    startedAt: '2026-08-01T09:00:00Z',
    finishedAt: '2026-08-01T09:30:00Z',
    recordsCommitted: 0,
    errorMessage: null,
    errorType: null,
    errorOrigin: null,
    ...data,
  };
}

const failure = {
  text: 'Your connection orders from pg to lake just failed...',
  blocks: blocks(`Sync failure occurred: ${link}`),
  data: result({ errorMessage: 'Too many requests', errorType: 'transient_error', errorOrigin: 'source' }),
};

describe('normaliseAirbyteWebhook', () => {
  it('keeps everything that a diagnosis needs of a failure', () => {
    expect(normalise(failure)).toEqual({
      provider: 'airbyte',
      account: 'main',
      connectionId,
      id: `airbyte/main/${connectionId}/sync_failed/42`,
      kind: 'sync_failed',
      occurredAt: '2026-08-01T09:30:00.000Z',
      source: 'webhook',
      connectionName: 'orders to lake',
      runId: '42',
      message: 'Too many requests',
      failureType: 'transient_error',
      failureOrigin: 'source',
      rows: 0,
    });
  });

  it('reads a success', () => {
    const text = 'Your connection orders from pg to lake succeeded';
    expect(normalise({ text, data: result({ success: true, recordsCommitted: 7 }) })).toMatchObject({
      kind: 'sync_succeeded',
      rows: 7,
    });
  });

  it('does not take a queued sync for a failure, although it says success: false', () => {
    const text = "Your sync for connection 'orders' is queued";
    expect(normalise({ text, data: result({}) })).toEqual({ ignored: 'a sync is queued' });
  });

  it.each([
    [
      'connection_disabled',
      `Your connection from pg to lake was automatically disabled because it failed 20 times. Workspace ID: aaaaaaaa-0000-4000-8000-000000000000 Connection ID: ${connectionId}`,
    ],
    [
      'connection_disable_warning',
      `Your connection from pg to lake is scheduled to be automatically disabled. Connection ID: ${connectionId}`,
    ],
    ['schema_changed', `Airbyte detected schema changes for '${link}'.`],
  ])('recognises %s from its text alone', (kind, text) => {
    expect(normalise({ text, blocks: blocks(text) })).toMatchObject({
      kind,
      connectionId,
      message: expect.any(String),
    });
  });

  it('finds connection and name in the blocks when the text has neither', () => {
    const body = { text: failure.text, blocks: failure.blocks };
    expect(normalise(body)).toMatchObject({
      kind: 'sync_failed',
      connectionId,
      connectionName: 'orders to lake',
    });
  });

  it.each([
    [
      'a sample',
      { ...failure, blocks: blocks(`[THIS IS A TEST NOTIFICATION] Sync failure occurred: ${link}`) },
    ],
    ['a greeting', { text: 'Hello World! This is a test from Airbyte to try slack notification settings.' }],
    ['a schema change already applied', { text: `The schema of '${link}' has changed.` }],
    ['a text of no known kind', { text: 'Something new' }],
    [
      'a disabling of nobody knows what',
      { text: 'Your connection was automatically disabled because of x.' },
    ],
  ])('opens nothing for %s', (_what, body) => {
    expect(normalise(body)).toEqual({ ignored: expect.stringMatching(/\w/) });
  });

  it('gives repeats the same ID, the next job another, and the same warning next day another', () => {
    const id = (body: unknown, receivedAt?: Date) => {
      const event = normalise(body, receivedAt);
      return 'id' in event ? event.id : undefined;
    };
    expect(id(failure, new Date('2026-08-05T00:00:00Z'))).toBe(id(failure));
    expect(id({ ...failure, data: { ...failure.data, jobId: 43 } })).not.toBe(id(failure));
    const warning = { text: `x is scheduled to be automatically disabled. Connection ID: ${connectionId}` };
    expect(id(warning, new Date('2026-08-01T23:00:00Z'))).toBe(id(warning));
    expect(id(warning, new Date('2026-08-02T01:00:00Z'))).not.toBe(id(warning));
  });

  it('shortens a message of 100 kB', () => {
    const errorMessage = `first ${'x'.repeat(100_000)} last`;
    const event = normalise({ ...failure, data: { ...failure.data, errorMessage } });
    const message = 'message' in event ? (event.message ?? '') : '';
    expect(message.length).toBeLessThanOrEqual(LIMITS.eventMessageCharsMax);
    expect(message).toMatch(/^first .*characters cut.* last$/);
  });
});
