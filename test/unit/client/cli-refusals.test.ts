// A refusal says what it was, and what to look at next: something of the same noun, or nothing.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refused } from '../../../client/incident-door';
import { anIncident, aWorld, sha256, type World } from '../ingress/world';
import { penstock } from './terminal';

const ID = anIncident().id;

describe('a refusal', () => {
  let world: World;
  let env: Record<string, string>;
  beforeEach(async () => {
    world = await aWorld({
      now: () => new Date(),
      people: [
        { id: 'ada', name: 'Ada', role: 'admin', groups: [] },
        { id: 'anna', name: 'Anna', role: 'approver', groups: [] },
      ],
      tokens: ['ada', 'anna'].map((personId) => ({ personId, hash: sha256(`token-${personId}`) })),
    });
    env = {
      PENSTOCK_API_URL: await world.app.listen({ host: '127.0.0.1', port: 0 }),
      PENSTOCK_TOKEN: 'token-ada',
    };
  });
  afterEach(() => world.app.close());

  it('of a mode that is not earned leads to the modes, not to an incident', async () => {
    const set = ['mode', 'set', 'automate', '--earned', '--account', 'prod', '--class', 'rate_limit'];
    const told = await penstock([...set, '--reason', 'trial'], env);
    expect(told.code).toBe(126);
    expect(told.err).not.toContain('incident get');
    expect(told.err).toContain('npx penstock mode get');
  });

  it('of an incident names that incident', async () => {
    world.door.control.mockRejectedValueOnce(new Refused('it is over'));
    const told = await penstock(['incident', 'retry', ID], env);
    expect(told).toMatchObject({ code: 126 });
    expect(told.err).toContain(`npx penstock incident get ${ID}`);
  });

  it.each([
    [['kill', 'off', 'kill-none'], 'npx penstock kill status'],
    [['freeze', 'off', 'freeze-none'], 'npx penstock freeze status'],
    [['token', 'revoke', 'tok-000000000000'], 'npx penstock token list'],
    [['approval', 'undelegate', 'delegation-none'], 'npx penstock approval delegations'],
    [['mode', 'unset', 'mode-none'], 'npx penstock mode get'],
    [['policy', 'explain', 'inc-00000000'], 'npx penstock incident list'],
  ])('of %j, which is not there, leads to its list', async (argv, next) => {
    const told = await penstock(argv, env);
    expect(told).toMatchObject({ code: 1, out: '' });
    expect(told.err).toContain(next);
  });
});

describe('too many requests', () => {
  let server: Server;
  let env: Record<string, string>;
  let headers: Record<string, string> = {};
  beforeAll(async () => {
    server = createServer((_request, response) =>
      response
        .writeHead(429, { 'content-type': 'application/problem+json', ...headers })
        .end(JSON.stringify({ status: 429, detail: 'too many without a valid token from this address' })),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    env = { PENSTOCK_API_URL: `http://127.0.0.1:${port}`, PENSTOCK_TOKEN: 'refused' };
  });
  afterAll(() => server.close());

  it('are told as such, with the time to wait, and exit 3', async () => {
    headers = { 'retry-after': '42' };
    const told = await penstock(['incident', 'list'], env);
    expect(told).toMatchObject({ code: 3, out: '' });
    expect(told.err).toContain('too many requests; again in 42 s');
    expect(told.err).toContain('without a valid token from this address');
    expect(told.err).toContain('PENSTOCK_TOKEN');
    expect(told.err).not.toContain('doctor');
  });

  it('are told without a time where none is given, and a date counts as one', async () => {
    headers = {};
    expect((await penstock(['incident', 'list'], env)).err).toContain('error: too many requests: ');
    headers = { 'retry-after': new Date(Date.now() + 30_000).toUTCString() };
    expect((await penstock(['incident', 'list'], env)).err).toMatch(/again in (2\d|30) s/);
  });
});
