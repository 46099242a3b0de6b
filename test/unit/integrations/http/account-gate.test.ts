import {
  createAccountGate,
  type AccountGate,
  type GatedCall,
} from '../../../../integrations/http/account-gate';
import type { HttpAnswer } from '../../../../integrations/http/request';
import { TransportError } from '../../../../integrations/http/transport-error';

let now = Date.parse('2026-11-20T12:00:00Z');
let gate: AccountGate;
let sent = 0;

const call = (changes: Partial<GatedCall> = {}): GatedCall => ({
  title: 'GET /x',
  lane: 'incident',
  ...changes,
});
const answer =
  (status: number, headers: Record<string, string> = {}) =>
  () => {
    sent += 1;
    return Promise.resolve<HttpAnswer>({ status, headers, text: '' });
  };
const nobody = () => {
  sent += 1;
  return Promise.reject(new TransportError('not_sent', 'ECONNREFUSED'));
};
const outcome = (given: GatedCall, exchange: () => Promise<HttpAnswer>) =>
  gate.pass(given, exchange).then(
    (got) => String(got.status),
    (error: { code?: string; fault?: string }) => error.code ?? error.fault,
  );

beforeEach(() => {
  // cockatiel keeps time by Date.now, the gate by the clock it is given: both must be the same here.
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  gate = createAccountGate('Fivetran account main', { now: () => new Date(now) });
  sent = 0;
});
afterEach(() => jest.restoreAllMocks());

describe('the gate before a provider account', () => {
  it('sends nothing while the provider has asked to be left alone', async () => {
    expect(await outcome(call(), answer(429, { 'retry-after': '60' }))).toBe('429');
    now += 59_000;
    expect(await outcome(call(), answer(200))).toBe('provider.rate_limited');
    expect(sent).toBe(1);
    now += 2000;
    expect(await outcome(call(), answer(200))).toBe('200');
  });

  it('says how long the rest of the wait is', async () => {
    await outcome(call(), answer(429, { 'retry-after': '3600' }));
    now += 600_000;
    await expect(gate.pass(call(), answer(200))).rejects.toMatchObject({ retryAfterMs: 3_000_000 });
  });

  it('goes on reading when only the quota of setup tests is used up', async () => {
    const test = call({ quota: 'setup tests' });
    await outcome(test, answer(429, { 'retry-after': '60', 'x-rate-limit-remaining': '900' }));
    expect(await outcome(call(), answer(200))).toBe('200');
    expect(await outcome(test, answer(200))).toBe('provider.rate_limited');
  });

  it('keeps a fifth of the quota for incidents', async () => {
    await outcome(call(), answer(200, { 'x-rate-limit': '500', 'x-rate-limit-remaining': '99' }));
    expect(await outcome(call({ lane: 'sweep' }), answer(200))).toBe('provider.rate_limited');
    expect(
      await outcome(call(), answer(200, { 'x-rate-limit': '500', 'x-rate-limit-remaining': '101' })),
    ).toBe('200');
    expect(await outcome(call({ lane: 'sweep' }), answer(200))).toBe('200');
  });

  it('leaves alone a provider that does not answer, and asks again with one call', async () => {
    for (let i = 0; i < 6; i += 1) expect(await outcome(call(), nobody)).toBe('not_sent');
    expect(gate.reading().breaker).toBe('open');
    expect(await outcome(call(), answer(200))).toBe('provider.unreachable');
    expect(sent).toBe(6);
    now += 5001;
    expect(await outcome(call(), nobody)).toBe('not_sent');
    expect(await outcome(call(), answer(200))).toBe('provider.unreachable');
    now += 5001;
    expect(await outcome(call(), answer(200))).toBe('provider.unreachable');
    now += 5000;
    expect(await outcome(call(), answer(200))).toBe('200');
    expect(gate.reading().breaker).toBe('closed');
    expect(sent).toBe(8);
  });

  it('takes 503 for nobody there, and 500 for an answer', async () => {
    for (let i = 0; i < 6; i += 1) await outcome(call(), answer(500));
    expect(gate.reading().breaker).toBe('closed');
    for (let i = 0; i < 6; i += 1) await outcome(call(), answer(503));
    expect(gate.reading().breaker).toBe('open');
  });
});
