// Tokens of an identity provider, which runs over HTTP here: only its own, only for us, only in time, only for known people.
import { oidcSettings } from '../../../ingress/oidc-settings';
import type { Person } from '../../../domain/person';
import { AUDIENCE, TestIssuer, ecPair, rsaPair } from './test-issuer';
import { NOW, anIncident, aWorld, type World } from './world';

const PEOPLE: Person[] = [
  { id: 'anna', name: 'Anna', role: 'approver', groups: ['data'], identities: { email: 'Anna@Example.com' } },
  { id: 'ci-bot', name: 'CI', kind: 'agent', role: 'operator', groups: [], identities: { email: 'ci@x.io' } },
];
const FIRST = rsaPair('first');
const SECOND = ecPair('second');
const STRANGER = rsaPair('first');
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const seconds = (ms: number) => Math.floor(ms / 1000);

describe('tokens of an identity provider', () => {
  let issuer: TestIssuer;
  let world: World;
  let clock: number;
  beforeEach(async () => {
    clock = NOW.getTime();
    issuer = new TestIssuer(FIRST, SECOND);
    await issuer.start();
    world = await aWorld({
      people: PEOPLE,
      tokens: [],
      oidc: { issuer: issuer.url, audience: AUDIENCE, groupsClaim: 'groups', personClaim: 'email' },
      oidcGroups: { 'data-eng': 'operator', everyone: 'viewer' },
      now: () => new Date(clock),
    });
  });
  afterEach(async () => {
    await world.app.close();
    await issuer.stop();
  });

  const ANNA = { email: 'anna@example.com' };
  const now = () => new Date(clock);
  const whoami = (token: string) =>
    world.app.inject({ url: '/api/v1/whoami', headers: { authorization: `Bearer ${token}` } });
  const refusal = async (token: string) => {
    const answer = await whoami(token);
    return { status: answer.statusCode, detail: answer.json<{ detail: string }>().detail };
  };

  it.each([
    ['RS256', FIRST],
    ['ES256', SECOND],
  ])('stand for the person whom people.yaml knows: %s', async (_, pair) => {
    const answer = await whoami(issuer.token(ANNA, now(), pair));
    expect(answer.json()).toMatchObject({
      ...{ id: 'anna', role: 'approver', groups: ['data'], limits: [] },
      token: { kind: 'oidc', expiresAt: '2026-11-20T13:00:00.000Z' },
    });
  });

  it('give people who are not listed the strongest role of their groups, and none without one', async () => {
    const eve = (groups: unknown) => issuer.token({ email: 'Eve@Example.com', name: 'Eve', groups }, now());
    expect((await whoami(eve(['everyone', 'data-eng', 7]))).json()).toMatchObject({
      ...{ id: 'eve@example.com', name: 'Eve', role: 'operator' },
    });
    expect((await whoami(eve('everyone'))).json()).toMatchObject({ role: 'viewer' });
    for (const groups of [[], ['constructor'], undefined, { everyone: true }])
      expect(await refusal(eve(groups))).toMatchObject({
        status: 403,
        detail: expect.stringContaining('oidcGroups'),
      });
    expect((await refusal(issuer.token({ email: 'a b@x', groups: 'everyone' }, now()))).status).toBe(403);
  });

  it('of an agent never decide', async () => {
    const answer = await world.app.inject({
      ...{ method: 'POST', url: `/api/v1/incidents/${anIncident().id}/decisions` },
      payload: { decision: 'approve' },
      headers: { authorization: `Bearer ${issuer.token({ email: 'ci@x.io' }, now())}` },
    });
    expect(answer.statusCode).toBe(403);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['for somebody else', { aud: 'another-app' }, /audience/],
    ['for nobody', { aud: undefined }, /audience/],
    ['of another issuer', { iss: 'https://evil.example' }, /issuer/],
    ['over for more than a minute', { exp: seconds(NOW.getTime()) - 61 }, /expired/],
    ['without an end', { exp: undefined }, /does not say when it ends/],
    ['not valid for another two minutes', { nbf: seconds(NOW.getTime()) + 120 }, /not active/],
    ['without the claim that names the person', { email: undefined }, /names nobody/],
    ['with a claim that is no text', { email: ['anna@example.com'] }, /names nobody/],
    ['whose address nobody has verified', { email_verified: false }, /not verified/],
  ])('are refused when they are %s', async (_, claims, why) => {
    const { status, detail } = await refusal(issuer.token({ ...ANNA, ...claims }, now()));
    expect([status, detail]).toEqual([401, expect.stringMatching(why)]);
  });

  it('may be a minute off, as clocks are', async () => {
    const at = seconds(clock);
    expect((await whoami(issuer.token({ ...ANNA, exp: at - 59 }, now()))).statusCode).toBe(200);
    expect((await whoami(issuer.token({ ...ANNA, nbf: at + 59 }, now()))).statusCode).toBe(200);
  });

  it('are refused when another key has signed them, under the same name or another', async () => {
    expect((await refusal(issuer.token(ANNA, now(), STRANGER))).detail).toContain('invalid signature');
    const other = { ...STRANGER, kid: 'other' };
    expect((await refusal(issuer.token(ANNA, now(), other))).detail).toContain('publishes no key "other"');
    const crossed = { ...ecPair('first') };
    expect((await refusal(issuer.token(ANNA, now(), crossed))).status).toBe(401);
  });

  it.each(['none', 'HS256'] as const)('are refused when they say %s for an algorithm', async (alg) => {
    expect(await refusal(issuer.forged(alg, ANNA, now()))).toEqual({
      status: 401,
      detail: `the token is refused: it is signed with "${alg}"; RS256 and ES256 are taken`,
    });
    expect(issuer.asked).toBe(0);
  });

  it('are refused when they are changed by a letter', async () => {
    const [header = '', payload = '', signature = ''] = issuer.token(ANNA, now()).split('.');
    const changed = Buffer.from(payload, 'base64url').toString().replace('anna@', 'ci@x.');
    const forged = [header, Buffer.from(changed).toString('base64url'), signature].join('.');
    expect((await refusal(forged)).detail).toContain('invalid signature');
    for (const text of ['a.b.c', '..', 'x', `${header}.${payload}`])
      expect((await refusal(text)).status).toBe(401);
  });

  it('signed by a key that is new are taken, and one that was taken back is not, after an hour', async () => {
    const old = issuer.token(ANNA, now());
    expect((await whoami(old)).statusCode).toBe(200);
    const third = rsaPair('third');
    issuer.published = [third];
    clock += MINUTE_MS;
    expect((await whoami(issuer.token(ANNA, now()))).statusCode).toBe(200);
    expect(issuer.asked).toBe(2);
    expect((await refusal(old)).detail).toContain('publishes no key "first"');
  });

  it('with keys that nobody has make us ask the issuer twice a minute at most', async () => {
    for (let i = 0; i < 20; i += 1) {
      await refusal(issuer.token(ANNA, now(), { ...STRANGER, kid: `made-up-${i}` }));
      clock += SECOND_MS;
    }
    expect(issuer.asked).toBe(1);
    clock += 30 * SECOND_MS;
    await refusal(issuer.token(ANNA, now(), { ...STRANGER, kid: 'made-up' }));
    expect(issuer.asked).toBe(2);
  });

  it('ask once when many come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => whoami(issuer.token(ANNA, now()))));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(issuer.asked).toBe(1);
  });

  it('are answered 503 while the issuer is away, and taken by the keys of today until tomorrow', async () => {
    const token = issuer.token({ ...ANNA, exp: seconds(clock) + 3 * 86_400 }, now());
    await issuer.stop();
    const { status, detail } = await refusal(token);
    expect([status, detail]).toEqual([503, expect.stringContaining('cannot be asked for its keys')]);
    await issuer.start();
    clock += 30 * SECOND_MS;
    expect((await whoami(token)).statusCode).toBe(200);
    await issuer.stop();
    clock += 2 * 60 * MINUTE_MS;
    expect((await whoami(token)).statusCode).toBe(200);
    clock += 23 * 60 * MINUTE_MS;
    expect((await refusal(token)).status).toBe(503);
  });

  it('are not taken of an issuer that calls itself something else', async () => {
    issuer.calledItself = 'https://login.example';
    expect(await refusal(issuer.token(ANNA, now()))).toMatchObject({
      status: 503,
      detail: expect.stringContaining('calls itself https://login.example'),
    });
  });

  it('are not taken by keys too short to trust', async () => {
    issuer.published = [rsaPair('short', 1024)];
    expect((await refusal(issuer.token(ANNA, now()))).detail).toContain('publishes no key "short"');
  });
});

describe('the environment', () => {
  it('names an issuer and an audience, or neither', () => {
    const PENSTOCK_OIDC_ISSUER = 'https://login.example';
    expect(oidcSettings({})).toBeNull();
    expect(oidcSettings({ PENSTOCK_OIDC_ISSUER, PENSTOCK_OIDC_AUDIENCE: 'a' })).toEqual({
      ...{ issuer: PENSTOCK_OIDC_ISSUER, audience: 'a', groupsClaim: 'groups', personClaim: 'email' },
    });
    expect(() => oidcSettings({ PENSTOCK_OIDC_ISSUER })).toThrow('PENSTOCK_OIDC_AUDIENCE');
    const plain = { PENSTOCK_OIDC_ISSUER: 'http://login.example', PENSTOCK_OIDC_AUDIENCE: 'a' };
    expect(() => oidcSettings(plain)).toThrow('PENSTOCK_OIDC_ISSUER: expected https://');
  });
});
