// Who may tell us something in Airbyte's name: its notifications are unsigned, so a secret in the URL proves them.
import { verifyAirbyteWebhook, type AirbyteDelivery } from '../../../../integrations/airbyte/webhook';

const secrets = ['first-secret-of-128-bits', 'second-secret-of-128-bits'];

function verify(body: unknown, proof: Partial<AirbyteDelivery>) {
  const rawBody = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  return verifyAirbyteWebhook({ rawBody, headers: {}, secrets, ...proof });
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('verifyAirbyteWebhook', () => {
  const body = { text: 'Your connection a from b to c succeeded' };

  it('accepts either secret, in the path or as a bearer token', () => {
    for (const secret of secrets) {
      expect(verify(body, { pathSecret: secret }).kind).toBe('verified');
      expect(verify(body, bearer(secret)).kind).toBe('verified');
    }
  });

  it('refuses a wrong secret and a part of the right one', () => {
    expect(verify(body, { pathSecret: 'wrong' }).kind).toBe('bad_signature');
    expect(verify(body, bearer('first-secret-of-128-bit')).kind).toBe('bad_signature');
  });

  it('calls a delivery without proof unsigned, also when no secret is configured', () => {
    expect(verify(body, {}).kind).toBe('unsigned');
    expect(verify(body, { pathSecret: '' }).kind).toBe('unsigned');
    expect(verify(body, { pathSecret: 'x', secrets: [] }).kind).toBe('unsigned');
    expect(verify(body, { ...bearer(''), secrets: [''] }).kind).toBe('unsigned');
  });

  it('names what is malformed, and looks only after the proof', () => {
    const proof = { pathSecret: secrets[0] ?? '' };
    const invalidUtf8 = Uint8Array.from([0x22, 0xc3, 0x28, 0x22]);
    expect(verify(invalidUtf8, proof)).toMatchObject({
      kind: 'malformed',
      reason: expect.stringContaining('UTF-8'),
    });
    expect(verify({}, proof)).toMatchObject({ kind: 'malformed', reason: expect.stringContaining('text: ') });
    expect(verify({ data: { connection: {}, success: false } }, proof)).toMatchObject({
      kind: 'malformed',
      reason: expect.stringContaining('data.connection.id: '),
    });
    expect(verify({}, { pathSecret: 'wrong' }).kind).toBe('bad_signature');
  });
});
