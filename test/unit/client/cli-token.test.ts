// Tokens on the command line: made for a purpose, shown once, listed without what opens, ended.
import type { Person } from '../../../domain/person';
import { aWorld, sha256, type World } from '../ingress/world';
import { penstock } from './terminal';

const PEOPLE: Person[] = [
  { id: 'root', name: 'Root', role: 'admin', groups: [] },
  { id: 'olga', name: 'Olga', role: 'operator', groups: [] },
  {
    id: 'sam',
    name: 'Sam',
    groups: [],
    scopes: [{ role: 'approver', provider: 'fivetran', account: 'prod' }],
  },
];

let world: World;
let url: string;
beforeEach(async () => {
  world = await aWorld({
    people: PEOPLE,
    tokens: PEOPLE.map(({ id }) => ({ personId: id, hash: sha256(`token-${id}`) })),
    now: () => new Date(),
  });
  url = await world.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => world.app.close());

const by = (token: string, ...argv: string[]) =>
  penstock(argv, { PENSTOCK_API_URL: url, PENSTOCK_TOKEN: token });
const run = (person: string, ...argv: string[]) => by(`token-${person}`, ...argv);

describe('penstock token', () => {
  it('gives the token alone to scripts, and everything about it to people', async () => {
    const made = await run('olga', 'token', 'create', 'nightly', '--role', 'viewer', '--for', '30d');
    expect(made.code).toBe(0);
    expect(made.out).toMatch(/^pst_[\w-]{43}\n$/);
    expect(made.err).toMatch(
      /^tok-\w{12} \(nightly\) for olga: viewer, until 20.*\nkeep it: .* token revoke tok-/,
    );
    const who = await by(made.out.trim(), 'whoami');
    expect(who).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^olga \(Olga\), operator\nlimited to viewer\nby the token tok-\w{12} \(nightly\), until 20/,
      ),
    });
  });

  it('is limited by scopes, and to agents, as they are written', async () => {
    const scope = 'operator,provider=fivetran,account=prod,connection=orders_*,tag.team=sales';
    const told = await run(
      'olga',
      'token',
      'create',
      'bot',
      '--kind',
      'agent',
      '--scope',
      scope,
      '-o',
      'json',
    );
    expect(JSON.parse(told.out)).toMatchObject({
      kind: 'agent',
      token: expect.stringMatching(/^pst_/),
      scopes: [
        {
          ...{ role: 'operator', provider: 'fivetran', account: 'prod', connectionId: 'orders_*' },
          tags: { team: 'sales' },
        },
      ],
    });
    for (const wrong of [
      'boss',
      'viewer,provider=stitch',
      'viewer,colour=red',
      'viewer,tag.=x',
      'viewer,account=',
    ])
      expect(await run('olga', 'token', 'create', 'x', '--scope', wrong)).toMatchObject({
        code: 2,
        err: expect.stringContaining(`--scope ${wrong}`),
      });
  });

  it('refuses more than the owner has, and tokens for others, with 126', async () => {
    expect(await run('olga', 'token', 'create', 'x', '--role', 'admin')).toMatchObject({
      code: 126,
      err: expect.stringContaining('never gives more than its owner has'),
    });
    expect(await run('olga', 'token', 'create', 'x', '--owner', 'root')).toMatchObject({ code: 126 });
    expect(await run('root', 'token', 'create', 'x', '--owner', 'olga')).toMatchObject({ code: 0 });
    expect(await run('olga', 'token', 'create', 'x', '--for', '400d')).toMatchObject({ code: 126 });
    expect(await run('olga', 'token', 'create', 'x', '--for', 'ever')).toMatchObject({ code: 2 });
  });

  it('lists what stands in 80 columns, and ends it', async () => {
    await run('olga', 'token', 'create', 'a-rather-long-name-for-a-token', '--kind', 'agent');
    const listed = await run('olga', 'token', 'list');
    expect(Math.max(...listed.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(listed.out).toMatch(/agent, operator +20\d\d-\d\d-\d\d/);
    expect(listed.out).not.toContain('pst_');
    const [, id = ''] = /(tok-\w{12})/.exec(listed.out) ?? [];
    expect(await run('olga', 'token', 'revoke', id, '--dry-run')).toMatchObject({
      out: expect.stringContaining('nothing was sent'),
    });
    expect(await run('olga', 'token', 'revoke', id)).toMatchObject({ code: 0, out: `revoked ${id}\n` });
    expect((await run('olga', 'token', 'list')).out).toContain('revoked');
    expect(await run('olga', 'token', 'revoke', id)).toMatchObject({ code: 1 });
    expect((await run('root', 'token', 'list', '--owner', 'root')).out).toBe('no tokens\n');
  });

  it('says where nothing was sent, and where nobody answers', async () => {
    const told = await run('olga', 'token', 'create', 'x', '--dry-run');
    expect(told).toMatchObject({ code: 0, out: 'would make the token x; nothing was sent\n' });
    expect((await run('olga', 'token', 'list')).out).toBe('no tokens\n');
    const nowhere = await penstock(['token', 'list'], { PENSTOCK_API_URL: 'http://127.0.0.1:1' });
    expect(nowhere.code).toBe(3);
    expect(await by('pst_wrong', 'token', 'list')).toMatchObject({ code: 126 });
  });

  it('whoami tells roles by scope', async () => {
    expect(await run('sam', 'whoami')).toMatchObject({
      code: 0,
      out: 'sam (Sam), no role but by scope\n  approver of fivetran/prod\n',
    });
  });
});
