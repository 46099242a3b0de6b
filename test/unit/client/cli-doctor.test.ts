// The doctor says what is in order, what is only a warning, and what stops the start: files, accounts, surfaces.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SurfaceCheck } from '../../../domain/notice/surface-check';
import { aWorld, sha256, type World } from '../ingress/world';
import { temporaryFolder } from '../temporary-folder';
import { penstock } from './terminal';

const SHIPPED = join(__dirname, '..', '..', '..', 'config');
const NO_TEMPORAL = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
const CHECKS: SurfaceCheck[] = [
  { surface: 'slack', check: () => Promise.resolve('penstock in Sim') },
  { surface: 'jira', check: () => Promise.reject(new Error('Jira GET was refused: 401')) },
  { surface: 'webhook', check: () => Promise.resolve(null) },
];

interface Finding {
  check: string;
  ok: boolean;
  status: string;
  detail: string;
  fix?: string;
}

describe('with the API', () => {
  let world: World;
  let env: Record<string, string>;
  beforeEach(async () => {
    world = await aWorld({
      now: () => new Date(),
      surfaceChecks: CHECKS,
      people: [
        { id: 'ada', name: 'Ada', role: 'admin', groups: [] },
        { id: 'vera', name: 'Vera', role: 'viewer', groups: [] },
      ],
      tokens: ['ada', 'vera'].map((personId) => ({ personId, hash: sha256(`token-${personId}`) })),
    });
    world.provider.survey.mockResolvedValue({
      findings: [
        { check: 'credentials', status: 'ok', detail: 'a system key' },
        { check: 'webhooks', status: 'warning', detail: 'no webhook points here', fix: 'register one' },
        { check: 'permissions', status: 'unknown', detail: 'not asked' },
        { check: 'clock', status: 'failed', detail: 'an hour late', fix: 'set it' },
      ],
    });
    env = {
      ...NO_TEMPORAL,
      PENSTOCK_API_URL: await world.app.listen({ host: '127.0.0.1', port: 0 }),
      PENSTOCK_TOKEN: 'token-ada',
    };
  });
  afterEach(() => world.app.close());

  it('shows a warning as a warning, and what it could not learn as that', async () => {
    const { out } = await penstock(['doctor'], env);
    expect(out).toMatch(/^ok {4}fivetran\/prod: credentials: a system key$/m);
    expect(out).toMatch(/^WARN {2}fivetran\/prod: webhooks: no webhook points here\n {6}fix: register one$/m);
    expect(out).toMatch(/^\? {5}fivetran\/prod: permissions: not asked$/m);
    expect(out).toMatch(/^FAIL {2}fivetran\/prod: clock: an hour late\n {6}fix: set it$/m);
    expect(out).not.toMatch(/^ok .*warning/m);
  });

  it('says the same to programs; a warning alone is no failure', async () => {
    const found = JSON.parse((await penstock(['doctor', '-o', 'json'], env)).out) as Finding[];
    expect(found.find(({ check }) => check === 'fivetran/prod: webhooks')).toMatchObject({
      ...{ ok: true, status: 'warning', detail: 'no webhook points here' },
    });
    expect(found.filter(({ ok, status }) => ok === (status === 'failed'))).toEqual([]);
  });

  it('asks every configured surface', async () => {
    const { out } = await penstock(['doctor'], env);
    expect(out).toMatch(/^ok {4}surface slack: penstock in Sim$/m);
    expect(out).toMatch(/^FAIL {2}surface jira: Jira GET was refused: 401\n {6}fix: /m);
    expect(out).toMatch(/^\? {5}surface webhook: configured; /m);
  });

  it('says who may have surfaces asked, where the token may not', async () => {
    const { out } = await penstock(['doctor'], { ...env, PENSTOCK_TOKEN: 'token-vera' });
    expect(out).toMatch(/^\? {5}surfaces: .*admin/m);
    expect(out).not.toContain('FAIL  surface');
  });

  it('says so where no surface is configured', async () => {
    await world.app.close();
    world = await aWorld({ now: () => new Date(), people: [ADA], tokens: [ADAS] });
    const url = await world.app.listen({ host: '127.0.0.1', port: 0 });
    const { out } = await penstock(['doctor'], { ...env, PENSTOCK_API_URL: url });
    expect(out).toMatch(/^ok {4}surfaces: none is configured/m);
  });
});

const ADA = { id: 'ada', name: 'Ada', role: 'admin' as const, groups: [] };
const ADAS = { personId: 'ada', hash: sha256('token-ada') };

describe('about files', () => {
  const NOWHERE = { ...NO_TEMPORAL, PENSTOCK_API_URL: 'http://127.0.0.1:1' };
  const told = async (file: string, text: string, more: Record<string, string> = {}) => {
    const folder = join(temporaryFolder(), 'config');
    cpSync(SHIPPED, folder, { recursive: true });
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    const { out } = await penstock(['doctor', '-o', 'json'], {
      ...NOWHERE,
      PENSTOCK_CONFIG: folder,
      ...more,
    });
    return (JSON.parse(out) as Finding[]).filter(
      ({ status, check }) => status === 'failed' && !/^(api|te|to)/.test(check),
    );
  };

  it.each([
    ['routes', 'routes/broken.yaml', 'kind: Nonsense\n'],
    ['surfaces', 'surfaces.yaml', 'pager: {}\n'],
    ['freezes', 'freezes.yaml', 'nothing: true\n'],
    ['correlation', 'correlation.yaml', 'nothing: true\n'],
    ['model', 'model.yaml', 'nothing: true\n'],
    ['configuration', 'accounts.yaml', 'nothing: true\n'],
  ])('says of broken %s what would stop the start, and where', async (check, file, text) => {
    const found = await told(file, text);
    expect(found).toMatchObject([
      { check, detail: expect.stringContaining(`${file}:1:`), fix: expect.stringContaining('correct') },
    ]);
  });

  it('names the variable of a surface that is wrong', async () => {
    const found = await told('x.txt', '', { JIRA_BASE_URL: 'https://jira.example.com' });
    expect(found).toMatchObject([
      { check: 'surfaces', detail: expect.stringContaining('JIRA_EMAIL: is needed') },
    ]);
  });

  it('counts in words that fit', async () => {
    const { out } = await penstock(['doctor'], { ...NOWHERE, PENSTOCK_CONFIG: SHIPPED });
    expect(out).not.toMatch(/\b1 (people|playbooks|routes|workspaces)\b/);
    expect(out).toMatch(/^ok {4}routes: \d+ routes?$/m);
  });
});
