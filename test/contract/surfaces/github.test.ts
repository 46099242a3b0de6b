// GitHub over HTTP: one issue an incident, each line of progress once, nothing in it that others wrote takes effect.
import type { SurfaceMark } from '../../../domain/notice/notice';
import { createGithubSurface } from '../../../integrations/github/surface';
import { LIMITS_OF_TESTS, aLine, aNotice, anIncident, resolved } from './an-incident';
import { startChatSystems, type ChatSystems } from './chat-world';

interface Issue {
  number: number;
  title: string;
  body: string;
  state: string;
  state_reason: string | null;
  labels: { name: string }[];
  comments: { body: string }[];
}

let sim: ChatSystems;
beforeAll(async () => void (sim = await startChatSystems()));
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const surface = (token = 'ghp_sim') =>
  createGithubSurface(
    { baseUrl: sim.url, token, repository: 'sim/incidents', labels: ['penstock'] },
    LIMITS_OF_TESTS,
  );
const issues = () => sim.items<Issue>('github');

it('makes one issue with the diagnosis, the plan and what happens next, and edits that one', async () => {
  const mark = await surface().show(aNotice(), null, false);
  const worse = anIncident({ severity: 'critical' });
  await surface().show(aNotice({ incident: worse }), mark, false);
  const [issue, ...rest] = await issues();
  expect(rest).toEqual([]);
  expect(issue?.title).toBe('[CRITICAL] salesforce_prod → snowflake: failed (authentication)');
  expect(issue?.labels).toEqual([{ name: 'penstock' }]);
  for (const part of ['What is wrong', 'Proposed', 'Approval', 'What happens next'])
    expect(issue?.body).toContain(part);
});

it('is silent while nothing has changed', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice(), mark, false);
  expect(await sim.requests('PATCH')).toEqual([]);
});

it('finds the issue whose answer was lost, also when others are listed before it', async () => {
  await sim.fault({ method: 'POST', path: '/repos/sim/incidents/issues', drop: true, applyFirst: true });
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({
    code: 'provider.outcome_unknown',
  });
  await Promise.all(Array.from({ length: 120 }, (_, index) => another(`unrelated ${index}`)));
  const mark = await surface().show(aNotice(), null, true);
  expect(mark['number']).toBe('1');
  expect((await issues()).filter(({ title }) => title.startsWith('[HIGH]'))).toHaveLength(1);
});

it('tells each line once, also when the answer to the second of two was lost', async () => {
  const mark = await surface().show(aNotice(), null, false);
  const progress = [aLine('alice approved'), aLine('a sync was started')];
  await sim.fault({ ...COMMENTS, delayMs: 0, times: 1, probability: 1, drop: true, applyFirst: true });
  await expect(surface().show(aNotice({ progress }), mark, false)).rejects.toThrow();
  await surface().show(aNotice({ progress }), mark, true);
  const [issue] = await issues();
  expect(issue?.comments.map(({ body }) => body.replace(/^<!--.*?-->\n/, ''))).toEqual([
    'alice approved (2026-11-20T10:30:00.000Z)',
    'a sync was started (2026-11-20T10:30:00.000Z)',
  ]);
});

it('calls the people whose decision it is once for each plan, and again when reminded', async () => {
  const mention = ['alice', 'bob'];
  let mark = await surface().show(aNotice({ mention }), null, false);
  mark = await surface().show(aNotice({ mention: ['bob'] }), mark, false);
  expect((await issues())[0]?.comments).toHaveLength(1);
  const reminder = aLine('Still waiting.', 'inc-0a1b2c3d/reminder/2026-11-20T14:00:00.000Z');
  await surface().show(aNotice({ mention: ['bob'], progress: [reminder] }), mark, false);
  const comments = (await issues())[0]?.comments.map(({ body }) => body) ?? [];
  expect(comments[0]).toContain('@alice-there @bob-there');
  expect(comments.at(-1)).toContain('@bob-there');
  expect(comments.at(-1)).not.toContain('@alice-there');
});

it.each([
  ['with proof', {}, 'completed'],
  ['as a false positive', { reason: 'false_positive' as const, status: 'closed' as const }, 'not_planned'],
])('closes the issue of an incident that ended %s', async (_how, ending, reason) => {
  const over = resolved();
  if (!over.resolution) throw new Error('not over');
  const incident = { ...over, resolution: { ...over.resolution, ...ending } };
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice({ incident }), mark, false);
  expect((await issues())[0]).toMatchObject({ state: 'closed', state_reason: reason });
});

it('leaves an issue closed that a person has closed', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await api('PATCH', '/issues/1', { state: 'closed' });
  await surface().show(aNotice({ incident: anIncident({ severity: 'critical' }) }), mark, false);
  expect((await issues())[0]).toMatchObject({
    state: 'closed',
    title: expect.stringMatching(/CRITICAL/) as string,
  });
});

it('renders what others wrote inert: no mention, link, reference, HTML or formula', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(
    aNotice({ progress: [aLine('done: @alice see #12 https://evil.example <b>')] }),
    mark,
    false,
  );
  const [issue] = await issues();
  const texts = [issue?.body ?? '', issue?.comments[0]?.body ?? ''];
  for (const text of texts) {
    const others = text.replace(
      /<!--.*?-->|\(<https:\/\/(fivetran\.com|penstock\.example)[^>]*>\)|<\/?span>/g,
      '',
    );
    expect(others).not.toMatch(/@\w|[^\\]<|[^\\]`|:\/\/|www\.|[^\\]#\d|GH-\d|\]\(|[\u001b\u202e]/);
  }
});

it.each([
  [
    'a spent quota',
    { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(90) } },
    80_000,
  ],
  [
    'a secondary limit',
    {
      status: 403,
      headers: { 'retry-after': '30' },
      body: { message: 'You have exceeded a secondary rate limit' },
    },
    30_000,
  ],
  ['429', { status: 429, headers: { 'retry-after': '5' } }, 5000],
])('waits as long as GitHub asks after %s', async (_what, answer, atLeastMs) => {
  await sim.fault({ method: 'POST', path: '/repos/sim/incidents/issues', ...answer });
  const failed: unknown = await surface()
    .show(aNotice(), null, false)
    .catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 'provider.rate_limited' });
  expect((failed as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(atLeastMs);
});

it('says that a token is refused without showing it', async () => {
  const error: unknown = await surface('ghp_wrong_token')
    .show(aNotice(), null, false)
    .catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'provider.unauthorized' });
  expect(String(error)).not.toContain('ghp_wrong_token');
});

it.each(['../orgs/evil', 'sim/..', 'a/b/c', 'sim/incidents?x=1'])(
  'takes %s for no repository',
  async (place) => {
    await expect(surface().show(aNotice({ place }), null, false)).rejects.toMatchObject({
      code: 'provider.rejected',
    });
    expect(await sim.requests()).toEqual([]);
  },
);

it('edits where it began, whatever the route says later', async () => {
  const mark: SurfaceMark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice({ place: 'else/where', incident: resolved() }), mark, false);
  expect((await issues())[0]?.state).toBe('closed');
});

const COMMENTS = { method: 'POST', path: '/repos/sim/incidents/issues/1/comments' };

function inSeconds(seconds: number): string {
  return String(Math.floor(Date.now() / 1000) + seconds);
}

async function api(method: string, path: string, body: object): Promise<void> {
  const headers = {
    authorization: 'Bearer ghp_sim',
    'content-type': 'application/json',
    'user-agent': 'test',
  };
  const answer = await fetch(`${sim.url}/repos/sim/incidents${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const another = (title: string) => api('POST', '/issues', { title, body: `about ${title}` });
