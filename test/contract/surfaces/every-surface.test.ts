// What holds at every surface beside Slack: a fault of theirs is one typed error of ours, and no secret is in it.
import { OpError } from '../../../domain/op-error';
import type { Surface } from '../../../domain/ports';
import { createGithubSurface } from '../../../integrations/github/surface';
import { createJiraSurface } from '../../../integrations/jira/surface';
import { createWebhookSurface } from '../../../integrations/outgoing-webhook/surface';
import { createPagerdutySurface } from '../../../integrations/pagerduty/surface';
import { createServicenowSurface } from '../../../integrations/servicenow/surface';
import { createTeamsSurface } from '../../../integrations/teams/surface';
import { BOT } from '../../../simulators/chat/teams';
import { composeSurfaces } from '../../../workers/compose-surfaces';
import { LIMITS_OF_TESTS, aNotice, resolved } from './an-incident';
import { startChatSystems, type ChatSystems } from './chat-world';

let sim: ChatSystems;
beforeAll(async () => void (sim = await startChatSystems()));
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const limits = { ...LIMITS_OF_TESTS, timeoutMs: 500 };
const KEY = 'simkey00000000000000000000000001';
const SECRET = 'whsec_c2ltLXdlYmhvb2stc2lnbmluZy1zZWNyZXQtMDAwMDE=';
const statuses = { approved: 'Approved', rejected: 'Rejected' };
const SURFACES: [string, string[], (baseUrl: string) => Surface][] = [
  [
    'PagerDuty',
    [KEY],
    (baseUrl) => createPagerdutySurface({ baseUrl, routingKey: KEY, services: {} }, limits),
  ],
  [
    'GitHub',
    ['ghp_sim'],
    (baseUrl) =>
      createGithubSurface({ baseUrl, token: 'ghp_sim', repository: 'sim/incidents', labels: [] }, limits),
  ],
  [
    'Jira',
    ['sim-jira-token'],
    (baseUrl) => {
      const account = { email: 'penstock@sim.example', apiToken: 'sim-jira-token' };
      const kind = { project: 'DATA', issueType: 'Task', labels: [], statuses };
      return createJiraSurface({ baseUrl, ...account, ...kind }, limits);
    },
  ],
  [
    'ServiceNow',
    ['sim-servicenow'],
    (baseUrl) => {
      const credentials = { user: 'penstock', password: 'sim-servicenow' };
      return createServicenowSurface({ baseUrl, credentials, closeCode: 'Solution provided' }, limits);
    },
  ],
  [
    'Teams with a bot',
    [BOT.appPassword],
    (baseUrl) => {
      const urls = { baseUrl, loginUrl: baseUrl, metadataUrl: baseUrl };
      return createTeamsSurface({ bot: { ...urls, ...BOT, conversation: '19:x@thread.tacv2' } }, limits);
    },
  ],
  [
    'Teams with a webhook',
    ['sim-signature'],
    (baseUrl) => createTeamsSurface({ webhookUrl: `${baseUrl}/workflows/sim-signature/invoke` }, limits),
  ],
  [
    'an outgoing webhook',
    [SECRET, 'a-secret-path'],
    (baseUrl) =>
      createWebhookSurface({ url: `${baseUrl}/sink/a-secret-path`, secrets: [SECRET], places: {} }, limits),
  ],
];

describe.each(SURFACES)('%s', (_name, secrets, create) => {
  it.each([
    ['answers too late', { delayMs: 1500 }, /outcome_unknown|unreachable/],
    ['refuses the credentials', { status: 401 }, /unauthorized/],
    ['is asked too often', { status: 429, headers: { 'retry-after': '60' } }, /rate_limited/],
    ['fails', { status: 500, body: `oops ${secrets.join(' ')}` }, /outcome_unknown|server_error/],
    ['redirects', { status: 302, headers: { location: 'http://evil.example/' } }, /rejected|invalid_answer/],
    ['hangs up', { drop: true }, /outcome_unknown|unreachable/],
  ])('that %s is one typed error without a secret', async (_what, how, code) => {
    await sim.fault({ method: 'POST', path: '/', ...how });
    const error: unknown = await create(sim.url)
      .show(aNotice(), null, false)
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(OpError);
    expect((error as OpError).code).toMatch(code);
    for (const secret of secrets) expect(JSON.stringify([error, String(error)])).not.toContain(secret);
  });

  it('knows that nothing was sent when nobody is there', async () => {
    await expect(create('http://127.0.0.1:9').show(aNotice(), null, false)).rejects.toMatchObject({
      code: 'provider.unreachable',
    });
  });

  it('takes back its own mark, and a change shown twice leaves what it left once', async () => {
    const surface = create(sim.url);
    const mark = await surface.show(aNotice(), null, false);
    expect(Object.values(mark).every((value) => typeof value === 'string')).toBe(true);
    expect(JSON.stringify(mark).length).toBeLessThan(2000);
    const over = aNotice({ incident: resolved() });
    const kept = JSON.parse(JSON.stringify(mark)) as typeof mark;
    expect(await surface.show(over, kept, false)).toEqual(await surface.show(over, kept, true));
  });
});

it('are all composed from the environment alone, and show an incident each', async () => {
  const environment = {
    ...{ PAGERDUTY_ROUTING_KEY: KEY, PAGERDUTY_BASE_URL: sim.url },
    ...{ GITHUB_ISSUES_REPOSITORY: 'sim/incidents', GITHUB_TOKEN: 'ghp_sim', GITHUB_BASE_URL: sim.url },
    ...{ JIRA_BASE_URL: sim.url, JIRA_EMAIL: 'penstock@sim.example', JIRA_API_TOKEN: 'sim-jira-token' },
    ...{ JIRA_PROJECT: 'DATA', SERVICENOW_BASE_URL: sim.url, SERVICENOW_USER: 'penstock' },
    ...{ SERVICENOW_PASSWORD: 'sim-servicenow', TEAMS_BASE_URL: sim.url, TEAMS_LOGIN_URL: sim.url },
    ...{ TEAMS_APP_ID: BOT.appId, TEAMS_APP_PASSWORD: BOT.appPassword, TEAMS_TENANT_ID: BOT.tenantId },
    TEAMS_CONVERSATION: '19:x@thread.tacv2',
  };
  const identityOf = (kind: string, person: string) => `${person}-at-${kind}`;
  const surfaces = await composeSurfaces({ environment, configFolder: 'config', identityOf });
  for (const surface of surfaces) await surface.show(aNotice({ mention: ['alice'] }), null, false);
  for (const system of ['pagerduty', 'github', 'jira', 'servicenow', 'teams'])
    expect(await sim.items(system)).toHaveLength(1);
  expect(JSON.stringify(await sim.items('github'))).toContain('@alice-at-github');
  expect(JSON.stringify(await sim.items('jira'))).toContain('alice-at-jira');
});
