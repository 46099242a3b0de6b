// Who may tell us something in Fivetran's name, and what is refused with which reason.
import { createHmac } from 'node:crypto';
import { verifyFivetranWebhook } from '../../../../integrations/fivetran/webhook';

const now = new Date('2026-05-22T00:10:00Z');
/** A delivery as captured live and published in 2026-05. */
const payload = {
  event: 'sync_end',
  created: '2026-05-22T00:06:08.638Z',
  connector_type: 'google_cloud_postgresql',
  connector_id: 'assimilate_seem',
  connector_name: 'ftar_pg',
  sync_id: 'b4703f73-0000-4000-8000-000000000000',
  destination_group_id: 'inappropriate_implode',
  data: { status: 'SUCCESSFUL' },
};

function sign(body: Uint8Array | string, secret = 'shh-first'): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

function verify(body: Uint8Array | string, signature: string | undefined, secrets = ['shh-first']) {
  const rawBody = typeof body === 'string' ? Buffer.from(body) : body;
  return verifyFivetranWebhook({ rawBody, headers: { 'x-fivetran-signature-256': signature }, secrets, now });
}

describe('verifyFivetranWebhook', () => {
  const body = JSON.stringify(payload);

  it('accepts the signature in lower and in upper case: both kinds of sender exist', () => {
    expect(verify(body, sign(body)).kind).toBe('verified');
    expect(verify(body, sign(body).toUpperCase()).kind).toBe('verified');
  });

  it('accepts the old and the new secret while one replaces the other', () => {
    const secrets = ['shh-second', 'shh-first'];
    expect(verify(body, sign(body, 'shh-first'), secrets).kind).toBe('verified');
    expect(verify(body, sign(body, 'shh-second'), secrets).kind).toBe('verified');
    expect(verify(body, sign(body, 'shh-third'), secrets).kind).toBe('bad_signature');
  });

  it.each([['00'.repeat(32)], ['abc'], [`sha256=${sign(body)}`], ['z'.repeat(64)], [sign(`${body} `)]])(
    'refuses the wrong signature %s',
    (signature) => {
      expect(verify(body, signature).kind).toBe('bad_signature');
    },
  );

  it('calls a delivery without signature unsigned, and so is everything when no secret is configured', () => {
    expect(verify(body, undefined).kind).toBe('unsigned');
    expect(verify(body, sign(body), []).kind).toBe('unsigned');
    expect(verify(body, sign(body, ''), ['']).kind).toBe('unsigned');
  });

  it('reads nothing before the signature is proven', () => {
    expect(verify('{not json', 'ff'.repeat(32)).kind).toBe('bad_signature');
  });

  it('names what is malformed', () => {
    const invalidUtf8 = Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    expect(verify(invalidUtf8, sign(invalidUtf8))).toEqual({
      kind: 'malformed',
      reason: 'the body is not valid UTF-8',
    });
    const notJson = '{"event":';
    expect(verify(notJson, sign(notJson))).toEqual({ kind: 'malformed', reason: 'the body is not JSON' });
    const noEvent = JSON.stringify({ ...payload, event: undefined });
    expect(verify(noEvent, sign(noEvent))).toMatchObject({
      kind: 'malformed',
      reason: expect.stringContaining('event: '),
    });
    const noStatus = JSON.stringify({ ...payload, data: {} });
    expect(verify(noStatus, sign(noStatus))).toMatchObject({
      kind: 'malformed',
      reason: expect.stringContaining('data.status: '),
    });
  });

  it('accepts the last retry, which comes 23 h late, and calls anything older than 25 h stale', () => {
    const at = (hoursAgo: number) => {
      const old = JSON.stringify({
        ...payload,
        created: new Date(now.getTime() - hoursAgo * 3_600_000).toISOString(),
      });
      return verify(old, sign(old)).kind;
    };
    expect([at(23.3), at(25.1)]).toEqual(['verified', 'stale']);
  });

  it('accepts the creation test, which has no sync_id and no data', () => {
    const test = JSON.stringify({
      event: 'test_event',
      created: now.toISOString(),
      connector_type: '_connector_type',
      connector_id: '_connector_1',
      group_id: '_destination_1',
    });
    expect(verify(test, sign(test)).kind).toBe('verified');
  });
});
