// Each configured surface is asked by a read that proves that it knows us, and nobody there notices.
import { askSurfaces, surfaceChecks } from '../../../ingress/surface-checks';
import type { SurfacesSettings } from '../../../domain/notice/surfaces';
import { startMailSink } from '../../../simulators/chat/mail-sink';
import { BOT } from '../../../simulators/chat/teams';
import { startChatSystems, type ChatSystems } from './chat-world';

let sim: ChatSystems;
beforeAll(async () => void (sim = await startChatSystems()));
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const SECRET = 'whsec_c2ltLXdlYmhvb2stc2lnbmluZy1zZWNyZXQtMDAwMDE=';
const KEY = 'simkey00000000000000000000000001';
const WRONG = 'a-secret-that-is-wrong';

/** What each system shows as proof of us is `real` or wrong. */
function configured(url: string, smtpUrl: string, real: boolean) {
  const secret = (right: string) => (real ? right : WRONG);
  const urls = { baseUrl: url, loginUrl: url, metadataUrl: url };
  const settings: SurfacesSettings = {
    pagerduty: { baseUrl: url, routingKey: KEY, services: {} },
    github: { baseUrl: url, token: secret('ghp_sim'), repository: 'sim/incidents', labels: [] },
    jira: {
      ...{ baseUrl: url, email: 'penstock@sim.example', apiToken: secret('sim-jira-token'), project: 'DATA' },
      ...{ issueType: 'Task', labels: [], statuses: { approved: 'Approved', rejected: 'Rejected' } },
    },
    servicenow: {
      ...{ baseUrl: url, closeCode: 'Solution provided' },
      credentials: { user: 'penstock', password: secret('sim-servicenow') },
    },
    teams: {
      bot: { ...urls, ...BOT, appPassword: secret(BOT.appPassword), conversation: '19:x@thread.tacv2' },
    },
    webhook: { url: `${url}/sink/x`, secrets: [SECRET], places: {} },
    email: { smtpUrl, from: 'penstock@example.com', to: ['data@example.com'] },
  };
  const slack = { SLACK_BOT_TOKEN: secret('xoxb-sim'), SLACK_API_URL: `${url}/api/`, SLACK_CHANNEL: 'C0SIM' };
  return surfaceChecks(settings, slack);
}

const byKind = (found: Awaited<ReturnType<typeof askSurfaces>>) =>
  Object.fromEntries(found.map(({ surface, status }) => [surface, status]));
const ASKED = ['slack', 'teams', 'jira', 'servicenow', 'github', 'email'];

it('finds all in order, says what cannot be asked, and leaves nothing behind', async () => {
  const mail = await startMailSink();
  const found = await askSurfaces(configured(sim.url, `smtp://127.0.0.1:${mail.port}`, true));
  await mail.close();
  expect(byKind(found)).toEqual({
    ...Object.fromEntries(ASKED.map((kind) => [kind, 'ok'])),
    ...{ pagerduty: 'unknown', webhook: 'unknown' },
  });
  expect(mail.mails).toEqual([]);
  for (const system of ['pagerduty', 'github', 'jira', 'servicenow', 'teams', 'messages'])
    expect(await sim.items(system)).toEqual([]);
});

it('tells who does not know us, without the secret that is wrong', async () => {
  const found = await askSurfaces(configured(sim.url, 'smtp://127.0.0.1:9', false));
  expect(byKind(found)).toMatchObject(Object.fromEntries(ASKED.map((kind) => [kind, 'failed'])));
  expect(JSON.stringify(found)).not.toContain(WRONG);
});

it('tells who is not there', async () => {
  const found = await askSurfaces(configured('http://127.0.0.1:9', 'smtp://127.0.0.1:9', true));
  expect(byKind(found)).toMatchObject(Object.fromEntries(ASKED.map((kind) => [kind, 'failed'])));
  for (const { detail } of found) expect(detail).not.toBe('');
});

it('names none where none is configured', () => {
  expect(surfaceChecks({}, {})).toEqual([]);
});
