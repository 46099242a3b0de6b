// Decisions that people make by moving a ticket or clicking a card: proven to come from there, and about which plan.
import { createServer, type Server } from 'node:http';
import { createHmac } from 'node:crypto';
import type { TicketDecision } from '../../../domain/notice/ticket-decision';
import type { WebhookHeaders, WebhookVerdict } from '../../../integrations/http/webhook-verdict';
import { createJiraSurface } from '../../../integrations/jira/surface';
import { verifyJiraWebhook } from '../../../integrations/jira/webhook';
import { createServicenowSurface } from '../../../integrations/servicenow/surface';
import { verifyServicenowWebhook } from '../../../integrations/servicenow/webhook';
import {
  clickAnswer,
  signingKeyId,
  verifyTeamsClick,
  type TeamsClick,
} from '../../../integrations/teams/interactivity';
import { createSigningKeys } from '../../../integrations/teams/signing-keys';
import { BOT } from '../../../simulators/chat/teams';
import { ID, LIMITS_OF_TESTS, PLAN_HASH, aNotice } from './an-incident';
import { startChatSystems, type ChatSystems } from './chat-world';

interface Received {
  headers: WebhookHeaders;
  rawBody: Buffer;
}

let sim: ChatSystems;
let door: Server;
let url: string;
let received: Received[] = [];
beforeAll(async () => {
  sim = await startChatSystems();
  door = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, rawBody: Buffer.concat(chunks) });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = door.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
});
afterAll(async () => {
  await sim.close();
  await new Promise((resolve) => door.close(resolve));
});
beforeEach(async () => {
  await sim.reset();
  received = [];
});

const HOUR_MS = 3_600_000;
const later = (ms: number) => new Date(Date.now() + ms);
const last = () => {
  const one = received.at(-1);
  if (!one) throw new Error('nothing was received');
  return one;
};

describe('Jira', () => {
  const statuses = { approved: 'Approved', rejected: 'Rejected' };
  const settings = {
    ...{ email: 'penstock@sim.example', apiToken: 'sim-jira-token', project: 'DATA' },
    ...{ issueType: 'Task', labels: ['penstock'], statuses },
  };
  const verify = (change: Partial<Parameters<typeof verifyJiraWebhook>[0]> = {}) =>
    verifyJiraWebhook({
      ...{ ...last(), secrets: ['a-jira-secret'], statuses, projects: ['DATA'], now: new Date() },
      ...change,
    });
  beforeEach(async () => {
    await createJiraSurface({ ...settings, baseUrl: sim.url }, LIMITS_OF_TESTS).show(aNotice(), null, false);
    await sim.control('/jira/webhook', { url, secret: 'a-jira-secret' });
  });
  const move = (to: string) => sim.control('/jira/move', { key: 'DATA-1', to, accountId: 'alice-at-jira' });

  it.each([
    ['Approved', 'approve'],
    ['Rejected', 'reject'],
  ])('says that moving a ticket to %s is to %s the plan that the ticket shows', async (to, decision) => {
    await move(to);
    expect(verify()).toEqual({
      kind: 'verified',
      payload: {
        ...{ kind: 'decision', incidentId: ID, planHash: PLAN_HASH, decision },
        ...{ user: 'alice-at-jira', ticket: 'DATA-1' },
      },
    });
  });

  it('takes both secrets while one is being changed, and names of statuses as the project has them', async () => {
    await move('Done');
    const payload = { kind: 'decision', decision: 'approve' };
    const change = {
      secrets: ['a-new-secret', 'a-jira-secret'],
      statuses: { ...statuses, approved: 'done' },
    };
    expect(verify(change)).toMatchObject({ payload });
  });

  it.each<[string, object, string]>([
    ['another secret', { secrets: ['another-secret'] }, 'bad_signature'],
    ['no secret configured', { secrets: [''] }, 'unsigned'],
    ['no signature', { headers: {} }, 'unsigned'],
    ['a replay', { now: later(3 * HOUR_MS) }, 'stale'],
    ['a time that is yet to come', { now: later(-HOUR_MS) }, 'stale'],
  ])('refuses %s', async (_what, change, kind) => {
    await move('Approved');
    expect(verify(change).kind).toBe(kind);
  });

  it('refuses a body of which one letter was changed', async () => {
    await move('Rejected');
    const rawBody = Buffer.from(last().rawBody.toString().replace('"Rejected"', '"Approved"'));
    expect(verify({ rawBody }).kind).toBe('bad_signature');
  });

  it.each<[string, (change: Change) => void, RegExp]>([
    [
      'a move that is no decision',
      (c) => (c.changelog.items[0] = { field: 'status', toString: 'Done' }),
      /no decision/,
    ],
    [
      'another field',
      (c) => (c.changelog.items[0] = { field: 'summary', toString: 'Approved' }),
      /did not change/,
    ],
    ['a status without a name', (c) => (c.changelog.items[0] = { field: 'status' }), /did not change/],
    ['another project', (c) => (c.issue.fields.project.key = 'HR'), /project/],
    ['a ticket of nobody', (c) => (c.issue.fields.labels = []), /no incident/],
    [
      'a ticket that claims two incidents',
      (c) => c.issue.fields.labels.push('penstock-inc-ffffffff'),
      /no incident/,
    ],
    ['another event', (c) => (c.webhookEvent = 'jira:issue_created'), /decides nothing/],
    ['a move by nobody', (c) => (c.user = undefined), /nobody/],
  ])('ignores %s', async (_what, spoil, reason) => {
    await move('Approved');
    const change = JSON.parse(last().rawBody.toString()) as Change;
    spoil(change);
    const rawBody = Buffer.from(JSON.stringify(change));
    const signature = createHmac('sha256', 'a-jira-secret').update(rawBody).digest('hex');
    const headers = { 'x-hub-signature': `sha256=${signature}` };
    expect(verify({ rawBody, headers })).toMatchObject({
      payload: { kind: 'ignored', reason: expect.stringMatching(reason) as string },
    });
  });
});

describe('ServiceNow', () => {
  const TOKEN = 'a-token-of-the-instance';
  const verify = (change: object = {}): WebhookVerdict<TicketDecision> =>
    verifyServicenowWebhook({ ...last(), tokens: [TOKEN], now: new Date(), ...change });
  beforeEach(async () => {
    const credentials = { user: 'penstock', password: 'sim-servicenow' };
    const surface = createServicenowSurface(
      { baseUrl: sim.url, credentials, closeCode: 'x' },
      LIMITS_OF_TESTS,
    );
    await surface.show(aNotice(), null, false);
    await sim.control('/servicenow/webhook', { url, token: TOKEN });
  });
  const approve = (approval: string, user = 'alice.example') =>
    sim.control('/servicenow/approve', { number: 'INC0000001', approval, user_name: user });

  it.each([
    ['approved', 'approve'],
    ['rejected', 'reject'],
  ])('says that a record which is %s is to %s the plan that the record shows', async (approval, decision) => {
    await approve(approval);
    expect(verify()).toMatchObject({
      payload: { decision, incidentId: ID, planHash: PLAN_HASH, user: 'alice.example', ticket: 'INC0000001' },
    });
  });

  it.each<[string, object, string]>([
    ['another token', { tokens: ['another-token-of-this-instance'] }, 'bad_signature'],
    ['no token configured', { tokens: [''] }, 'unsigned'],
    ['no token', { headers: {} }, 'unsigned'],
    ['a replay', { now: later(3 * HOUR_MS) }, 'stale'],
    ['what is no JSON', { rawBody: Buffer.from('approve!') }, 'malformed'],
  ])('refuses %s', async (_what, change, kind) => {
    await approve('approved');
    expect(verify(change).kind).toBe(kind);
  });

  it('ignores what decides nothing, and what nobody has decided', async () => {
    await approve('requested');
    expect(verify()).toMatchObject({ payload: { kind: 'ignored' } });
    await approve('approved', '');
    expect(verify()).toMatchObject({ payload: { kind: 'ignored' } });
  });
});

describe('Teams', () => {
  const data = { incidentId: ID, planHash: PLAN_HASH };
  const click = (change: object = {}) =>
    sim.control('/teams/click', {
      url,
      verb: 'penstock.approve',
      data,
      aadObjectId: 'alice-at-entra',
      ...change,
    });
  const verify = async (change: object = {}): Promise<WebhookVerdict<TeamsClick>> => {
    const keys = createSigningKeys(`${sim.url}/v1/.well-known/openidconfiguration`, LIMITS_OF_TESTS);
    return verifyTeamsClick({
      ...{ ...last(), keys: await keys.get(signingKeyId(last().headers)) },
      ...{ appId: BOT.appId, tenantId: BOT.tenantId, now: new Date(), ...change },
    });
  };

  it('says who decided what about which plan, and why', async () => {
    await click();
    const delivery = expect.any(String) as string;
    const payload = { kind: 'decision', decision: 'approve', user: 'alice-at-entra', ...data, delivery };
    expect(await verify()).toEqual({ kind: 'verified', payload });
    await click({ data: { ...data, optionId: 'nothing' } });
    expect(await verify()).toMatchObject({ payload: { decision: 'approve', optionId: 'nothing' } });
    await click({ verb: 'penstock.reject', data: { ...data, reason: ' not today ' } });
    expect(await verify()).toMatchObject({ payload: { decision: 'reject', reason: 'not today' } });
  });

  it.each<[string, object, object]>([
    ['a token for another bot', { claims: { aud: 'another-bot' } }, {}],
    ['a token of another issuer', { claims: { iss: 'https://evil.example' } }, {}],
    ['a token for another service', { claims: { serviceurl: 'https://evil.example' } }, {}],
    ['a token that never ends', { claims: { exp: null } }, {}],
    ['a token that is over', {}, { now: later(2 * HOUR_MS) }],
    ['a token that is not yet', {}, { now: later(-HOUR_MS) }],
    ['another organisation', { tenantId: 'evil-tenant' }, {}],
    ['keys that do not sign for Teams', {}, { keys: [] }],
  ])('refuses %s', async (_what, how, change) => {
    await click(how);
    expect((await verify(change)).kind).toBe('bad_signature');
  });

  it('refuses a token that is unsigned, or signed with a key of its own choosing', async () => {
    await click();
    const [, claims = ''] = String(last().headers.authorization).split(' ')[1]?.split('.') ?? [];
    const forged = (header: object, secret: string) => {
      const text = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${claims}`;
      return `Bearer ${text}.${secret === '' ? '' : createHmac('sha256', secret).update(text).digest('base64url')}`;
    };
    const kid = signingKeyId(last().headers);
    for (const authorization of [forged({ alg: 'none', kid }, ''), forged({ alg: 'HS256', kid }, 'x')])
      expect((await verify({ headers: { authorization } })).kind).toBe('bad_signature');
    expect((await verify({ headers: {} })).kind).toBe('unsigned');
    const header = String(last().headers.authorization).split('.')[0] ?? '';
    const headers = { authorization: `${header}.bm90IGpzb24.c2ln` };
    expect([signingKeyId(headers), (await verify({ headers })).kind]).toEqual([undefined, 'bad_signature']);
  });

  it('tells whoever clicked what became of it', () => {
    expect(clickAnswer('Your vote counts.')).toMatchObject({ statusCode: 200, value: 'Your vote counts.' });
  });

  it('ignores clicks that our cards do not offer', async () => {
    for (const how of [{ verb: 'penstock.everything' }, { data: { ...data, incidentId: 'inc-1 OR 1=1' } }]) {
      await click(how);
      expect(await verify()).toMatchObject({ payload: { kind: 'ignored' } });
    }
  });

  it('asks for keys once a day, and at most every five minutes for one that is unknown', async () => {
    let at = Date.now();
    const keys = createSigningKeys(`${sim.url}/v1/.well-known/openidconfiguration`, {
      ...{ timeoutMs: 2000, now: () => new Date(at) },
    });
    const [key] = await keys.get(undefined);
    for (let i = 0; i < 5; i += 1) await keys.get(key?.kid);
    for (let i = 0; i < 5; i += 1) await keys.get('unknown');
    expect(await sim.requests('GET', '/v1/.well-known/keys')).toHaveLength(1);
    at += 6 * 60_000;
    await keys.get('unknown');
    expect(await sim.requests('GET', '/v1/.well-known/keys')).toHaveLength(2);
    await sim.fault({ method: 'GET', path: '/v1/.well-known/openidconfiguration', status: 500 });
    at += 6 * 60_000;
    expect(await keys.get('unknown')).toHaveLength(1);
  });
});

interface Change {
  webhookEvent: string;
  user: object | undefined;
  issue: { fields: { labels: string[]; project: { key: string } } };
  changelog: { items: Record<string, unknown>[] };
}
