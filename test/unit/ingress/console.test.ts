// The console: who gets in, what pages show, and that a form does exactly what the API would.
import { NoWorkerAnswer, Refused, UnknownIncident } from '../../../client/incident-door';
import { OpError } from '../../../domain/op-error';
import { Browser, hiddenFields, waitingIncident } from './console-world';
import { aWorld, NOW, type World } from './world';

const INCIDENT = waitingIncident();
const PAGE = `/incidents/${INCIDENT.id}`;
const RECEIPT = {
  incidentId: INCIDENT.id,
  decision: 'approve' as const,
  by: 'anna',
  planHash: INCIDENT.plan?.hash ?? '',
  votes: 2,
  quorum: 2,
  verdict: 'approved' as const,
};

let world: World;
let now: Date;
beforeEach(async () => {
  now = NOW;
  world = await aWorld({ now: () => now, links: { temporalUi: 'http://ui:8233' } });
  world.reader.list.mockImplementation(() => Promise.resolve({ items: [INCIDENT], nextCursor: null }));
  world.reader.get.mockImplementation((id) => Promise.resolve(id === INCIDENT.id ? INCIDENT : null));
  world.door.get.mockImplementation(() => Promise.resolve(INCIDENT));
});
afterEach(() => world.app.close());

const browserOf = (person: string) => new Browser(world.app).signIn(person);

describe('signing in', () => {
  it.each(['/', PAGE, '/approvals', '/connections', '/brakes', '/audit'])(
    'asks for it before %s is shown, and comes back there',
    async (url) => {
      const answer = await world.app.inject(url);
      expect(answer.statusCode).toBe(303);
      expect(answer.headers.location).toBe(`/login?next=${encodeURIComponent(url)}`);
      expect(answer.body).toBe('');
    },
  );

  it('takes a token of the API, and sets a cookie that scripts and other sites cannot use', async () => {
    const browser = new Browser(world.app);
    const answer = await browser.post('/login', { token: ' token-anna\n', next: '/approvals' });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/approvals');
    expect(answer.cookies).toEqual([
      expect.objectContaining({ httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 12 * 3600 }),
    ]);
    expect((await browser.get('/')).body).toContain('Anna');
    expect(world.log.join('')).not.toContain('token-anna');
  });

  it('marks the cookie as secure behind https', async () => {
    const behind = await aWorld({ trustProxy: true });
    const answer = await new Browser(behind.app).post(
      '/login',
      { token: 'token-anna' },
      { 'x-forwarded-proto': 'https', origin: 'https://penstock.test' },
    );
    expect(answer.cookies).toEqual([expect.objectContaining({ name: '__Host-penstock', secure: true })]);
    await behind.app.close();
  });

  it.each(['', 'token-mallory', 'two words'])('turns away "%s" without a cookie', async (token) => {
    const answer = await new Browser(world.app).post('/login', { token });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).toContain('role="alert"');
  });

  it('slows down whoever guesses', async () => {
    const browser = new Browser(world.app);
    const answers: number[] = [];
    for (let i = 0; i < 11; i += 1)
      answers.push((await browser.post('/login', { token: `guess-${i}` })).statusCode);
    expect(answers.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(answers[10]).toBe(429);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/login?next=/'])(
    'goes nowhere else afterwards: %s',
    async (next) => {
      const answer = await new Browser(world.app).post('/login', { token: 'token-anna', next });
      expect(answer.headers.location).toBe('/');
    },
  );

  it('ends after twelve hours', async () => {
    const browser = await browserOf('anna');
    now = new Date(NOW.getTime() + 12 * 3_600_000 - 1000);
    expect((await browser.get('/')).statusCode).toBe(200);
    now = new Date(NOW.getTime() + 12 * 3_600_000);
    expect((await browser.get('/')).headers.location).toMatch(/^\/login/);
  });

  it('ends by signing out, for that cookie too', async () => {
    const browser = await browserOf('anna');
    const { cookie } = browser;
    expect((await browser.submit('/', '/logout', {})).headers.location).toBe('/login');
    browser.cookie = cookie;
    expect((await browser.get('/')).headers.location).toMatch(/^\/login/);
  });

  it('ends within seconds when its token is revoked', async () => {
    const headers = { authorization: 'Bearer token-anna' };
    const url = '/api/v1/tokens';
    const made = await world.app.inject({ method: 'POST', url, headers, payload: { name: 'laptop' } });
    const { id, token } = made.json<{ id: string; token: string }>();
    const browser = new Browser(world.app);
    await browser.post('/login', { token });
    expect((await browser.get('/')).statusCode).toBe(200);
    await world.app.inject({ method: 'DELETE', url: `${url}/${id}`, headers });
    now = new Date(NOW.getTime() + 10_000);
    expect((await browser.get('/')).headers.location).toMatch(/^\/login/);
  });

  it('is no way around the cookie: a bearer token opens no page', async () => {
    const answer = await world.app.inject({ url: '/', headers: { authorization: 'Bearer token-anna' } });
    expect(answer.statusCode).toBe(303);
  });
});

describe('every page', () => {
  it.each(['/login', '/', PAGE])('%s allows nothing from elsewhere and nothing inline', async (url) => {
    const { headers, body } = await (await browserOf('anna')).get(url);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).not.toMatch(/\sstyle=|\son\w+=|<style|<script>|javascript:/i);
    for (const [, address = ''] of body.matchAll(/(?:src|<link[^>]*href)="([^"]*)"/g))
      expect(address).toMatch(/^\/assets\/[0-9a-f]{16}\//);
  });

  it('names its files by their content, so that browsers keep them', async () => {
    const page = await new Browser(world.app).get('/login');
    const addresses = [...page.body.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, address = '']) => address);
    expect(addresses).toHaveLength(3);
    for (const address of addresses) {
      const file = await world.app.inject(address);
      expect(file.statusCode).toBe(200);
      expect(file.headers['cache-control']).toContain('immutable');
    }
    expect((await world.app.inject('/assets/0000000000000000/console.css')).statusCode).toBe(404);
    expect((await world.app.inject('/assets/x/..%2froutes.ts')).statusCode).toBe(404);
  });

  it('has a title, one main heading, landmarks and a way past the navigation', async () => {
    const { body } = await (await browserOf('anna')).get('/');
    expect(body).toMatch(/<html lang="en">/);
    expect(body).toContain('<title>Incidents · Penstock</title>');
    expect(body.match(/<h1/g)).toHaveLength(1);
    for (const landmark of ['<header', '<nav aria-label="Main"', '<main id="main"', '<footer'])
      expect(body).toContain(landmark);
    expect(body).toContain('<a class="skip" href="#main">');
    expect(body).toMatch(/aria-live="polite"/);
  });

  it('stays under 200 kB with fifty incidents, style and script with it', async () => {
    const items = Array.from({ length: 50 }, () => INCIDENT);
    world.reader.list.mockResolvedValue({ items, nextCursor: 'next' });
    const { body } = await (await browserOf('anna')).get('/');
    const files = [...body.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, address = '']) => address);
    const sizes = await Promise.all(files.map(async (url) => (await world.app.inject(url)).body.length));
    expect(body.length + sizes.reduce((a, b) => a + b, 0)).toBeLessThan(200_000);
  });

  it('shows errors as pages with the status and the words of the API', async () => {
    const browser = await browserOf('anna');
    world.door.get.mockRejectedValue(new UnknownIncident('nobody knows it'));
    const missing = await browser.get('/incidents/inc-00000000');
    expect(missing.statusCode).toBe(404);
    expect(missing.headers['content-type']).toMatch(/^text\/html/);
    world.reader.list.mockRejectedValue(
      new OpError('store.unreachable', { message: 'connect ECONNREFUSED 10.0.0.1:5432' }),
    );
    const down = await browser.get('/');
    expect(down.statusCode).toBe(503);
    expect(down.body).toContain('the store cannot be reached');
    expect(down.body).not.toContain('10.0.0.1');
  });

  it('takes forms alone', async () => {
    const browser = await browserOf('anna');
    const answer = await browser.post(`${PAGE}/decisions`, {}, { 'content-type': 'application/json' });
    expect(answer.statusCode).toBe(415);
    expect(world.door.decide).not.toHaveBeenCalled();
  });
});

describe('the list of incidents', () => {
  it('shows what is not over, unless asked for more', async () => {
    const browser = await browserOf('vera');
    const { body } = await browser.get('/');
    expect(world.reader.list).toHaveBeenLastCalledWith({
      limit: 50,
      status: ['open', 'diagnosing', 'awaiting_approval', 'remediating', 'verifying'],
    });
    expect(body).toContain(`<a href="${PAGE}">Orders</a>`);
    expect(body).toContain('Waits for one more approval');
    await browser.get('/?status=any');
    expect(world.reader.list).toHaveBeenLastCalledWith({ limit: 50 });
  });

  it('filters by everything that its form offers, and keeps what was chosen', async () => {
    const browser = await browserOf('vera');
    const query =
      'status=verifying&severity=high&class=rate_limit&provider=fivetran&account=prod&text=%22%3EOrd';
    const { body } = await browser.get(`/?${query}`);
    expect(world.reader.list).toHaveBeenLastCalledWith({
      ...{ limit: 50, status: ['verifying'], severity: ['high'], class: ['rate_limit'] },
      ...{ provider: 'fivetran', account: 'prod', text: '">Ord' },
    });
    expect(body).toContain('value="&quot;&gt;Ord"');
    expect(body).toContain('<option value="rate_limit" selected>');
  });

  it('goes on to older ones within the filter', async () => {
    world.reader.list.mockResolvedValue({ items: [INCIDENT], nextCursor: 'c2' });
    const browser = await browserOf('vera');
    const { body } = await browser.get('/?severity=high');
    expect(body).toContain('href="/?status=active&amp;severity=high&amp;cursor=c2"');
    await browser.get('/?status=active&severity=high&cursor=c2');
    expect(world.reader.list).toHaveBeenLastCalledWith(expect.objectContaining({ cursor: 'c2' }));
  });

  it('refuses a filter that does not exist, naming it', async () => {
    const answer = await (await browserOf('vera')).get('/?status=nonsense');
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('status');
  });
});

describe('the page of an incident', () => {
  it('tells what happens next, why, what is planned, and who may decide', async () => {
    world.reader.audit.mockResolvedValue([
      {
        ...{ seq: 1, key: 'k', at: NOW.toISOString(), incidentId: INCIDENT.id, actor: 'system' },
        ...{ action: 'plan.made', details: { rule: 'default#destroys' }, previousHash: '', hash: '' },
      },
    ]);
    const { body } = await (await browserOf('anna')).get(PAGE);
    for (const text of [
      INCIDENT.next,
      'The replication slot is gone.',
      'replication slot &quot;penstock&quot; does not exist',
      'default#destroys',
      'a1b2c3d4a1b2',
      'Destroys changes made only in the destination',
      'Orders stay as of yesterday.',
      'anna, bert',
      'plan.made',
      'http://ui:8233/namespaces/default/workflows/',
    ])
      expect(body).toContain(text);
  });

  it('renders what a provider says inert', async () => {
    const nasty = '<img src=x onerror=alert(1)>"\'\u001b[31m\u202e</pre><script>alert(1)</script>';
    const changed = waitingIncident({ next: nasty });
    changed.connection.name = nasty;
    changed.events.last.message = nasty;
    if (changed.diagnosis) changed.diagnosis.evidence = [{ id: 'e1', kind: 'event', at: nasty, text: nasty }];
    if (changed.plan?.steps[0])
      changed.plan.steps[0].params = { url: 'javascript:alert(1)', instruction: nasty };
    changed.links.provider = 'javascript:alert(1)';
    world.reader.get.mockResolvedValue(changed);
    world.reader.list.mockResolvedValue({ items: [changed], nextCursor: null });
    const browser = await browserOf('anna');
    for (const url of [PAGE, '/', '/approvals']) {
      const { body } = await browser.get(url);
      expect(body).not.toContain('<img');
      expect(body).not.toContain('<script>');
      expect(body).not.toMatch(/href="javascript/);
      expect(body).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it('offers only what applies now, and only to whom it is allowed', async () => {
    const approver = await (await browserOf('anna')).get(PAGE);
    expect(approver.body).toContain('value="approve"');
    expect(approver.body).toContain('id="order-snooze"');
    expect(approver.body).not.toContain('id="order-handback"');
    const operator = await (await browserOf('olga')).get(PAGE);
    expect(operator.body).not.toContain('value="approve"');
    expect(operator.body).toContain('id="order-snooze"');
    const viewer = await (await browserOf('vera')).get(PAGE);
    expect(viewer.body).not.toContain('<form method="post" action="/incidents');
  });
});

describe('deciding', () => {
  const approve = { decision: 'approve', understood: 'yes', reason: 'checked' };

  it('votes as who is signed in, on the plan that the page showed, and tells what it did', async () => {
    world.door.decide.mockResolvedValue(RECEIPT);
    const browser = await browserOf('anna');
    const answer = await browser.submit(PAGE, `${PAGE}/decisions`, { ...approve, by: 'boss' });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe(PAGE);
    expect(world.door.decide).toHaveBeenCalledWith(
      { workflowId: INCIDENT.workflowId, firstRunId: INCIDENT.runId },
      { decision: 'approve', by: 'anna', reason: 'checked', planHash: INCIDENT.plan?.hash },
      { orQueue: true, updateId: expect.stringMatching(/^anna\/console-/) },
    );
    expect((await browser.get(PAGE)).body).toContain('Approved, 2 of 2');
    expect((await browser.get(PAGE)).body).not.toContain('Approved, 2 of 2');
  });

  it('counts a double click once', async () => {
    world.door.decide.mockResolvedValue(RECEIPT);
    const browser = await browserOf('anna');
    const fields = { ...hiddenFields((await browser.get(PAGE)).body, `${PAGE}/decisions`), ...approve };
    await browser.post(`${PAGE}/decisions`, fields);
    await browser.post(`${PAGE}/decisions`, fields);
    expect(world.door.decide).toHaveBeenCalledTimes(1);
  });

  it('says why a vote on an outdated page does not count', async () => {
    world.door.decide.mockRejectedValue(
      new Refused('the plan has changed: you decided on a1b2, it is now c3d4'),
    );
    const browser = await browserOf('anna');
    const answer = await browser.submit(PAGE, `${PAGE}/decisions`, approve);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('the plan has changed');
    expect(answer.body).toContain(`<a href="${PAGE}">`);
  });

  it('takes an option, and a rejection only with its reason', async () => {
    world.door.decide.mockResolvedValue({ ...RECEIPT, decision: 'reject', verdict: 'rejected' });
    const browser = await browserOf('anna');
    await browser.submit(PAGE, `${PAGE}/decisions`, { decision: 'approve', optionId: 'nothing' });
    expect(world.door.decide.mock.lastCall?.[1]).toMatchObject({ optionId: 'nothing' });
    const silent = await browser.submit(PAGE, `${PAGE}/decisions`, { decision: 'reject', reason: ' ' });
    expect(silent.statusCode).toBe(400);
    expect(silent.body).toContain('say why you reject');
    const said = await browser.submit(PAGE, `${PAGE}/decisions`, { decision: 'reject', reason: 'not now' });
    expect(said.statusCode).toBe(303);
  });

  it('asks twice before something is destroyed', async () => {
    const browser = await browserOf('anna');
    const answer = await browser.submit(PAGE, `${PAGE}/decisions`, { decision: 'approve' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('destroys');
    expect(world.door.decide).not.toHaveBeenCalled();
  });

  it('decides nothing without a word on what', async () => {
    const answer = await (await browserOf('anna')).submit(PAGE, `${PAGE}/decisions`, { decision: '' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('nothing was decided');
  });

  it('keeps the vote while no worker runs', async () => {
    world.door.decide.mockResolvedValue({ queued: true });
    const browser = await browserOf('anna');
    await browser.submit(PAGE, `${PAGE}/decisions`, approve);
    world.door.get.mockRejectedValue(new NoWorkerAnswer('no worker'));
    expect((await browser.get(PAGE)).body).toContain('Your vote is kept');
  });

  it('is refused without the role, whatever form is sent', async () => {
    const browser = await browserOf('olga');
    const { formToken = '' } = hiddenFields((await browser.get(PAGE)).body, '/logout');
    const planHash = INCIDENT.plan?.hash ?? '';
    const answer = await browser.post(`${PAGE}/decisions`, { ...approve, formToken, planHash });
    expect(answer.statusCode).toBe(403);
    expect(world.door.decide).not.toHaveBeenCalled();
  });
});

describe('orders', () => {
  it.each([
    [{ command: 'snooze', for: '4 hours' }, { until: '2026-11-20T16:00:00.000Z' }],
    [
      { command: 'close', reason: 'fixed_by_human', note: 'rotated the key' },
      { reason: 'fixed_by_human: rotated the key' },
    ],
    [{ command: 'close', reason: 'expected' }, { reason: 'expected' }],
    [{ command: 'retry' }, {}],
    [{ command: 'cancel', reason: 'wrong plan' }, { reason: 'wrong plan' }],
  ])('%j reaches the incident', async (fields, expected) => {
    const browser = await browserOf('olga');
    const answer = await browser.submit(PAGE, `${PAGE}/control`, fields);
    expect(answer.statusCode).toBe(303);
    expect(world.door.control.mock.lastCall?.[1]).toEqual({
      command: fields.command,
      by: 'olga',
      ...expected,
    });
    expect((await browser.get(PAGE)).body).toContain(`your order: ${fields.command}`);
  });

  it('refuses what does not apply any more, with the reason', async () => {
    const browser = await browserOf('olga');
    const fields = hiddenFields((await browser.get(PAGE)).body, `${PAGE}/control`);
    world.door.get.mockResolvedValue({ ...INCIDENT, status: 'closed', availableTransitions: [] });
    const answer = await browser.post(`${PAGE}/control`, { ...fields, command: 'retry' });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('retry does not apply');
    expect(world.door.control).not.toHaveBeenCalled();
  });
});

describe('forms of other people', () => {
  const vote = async (
    browser: Browser,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) => {
    const hidden = hiddenFields((await browser.get(PAGE)).body, `${PAGE}/control`, { command: 'retry' });
    return browser.post(`${PAGE}/control`, { ...hidden, ...fields }, headers);
  };

  it.each([
    ['another site', {}, { origin: 'https://evil.example' }],
    ['another site by its own word', {}, { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', {}, { 'sec-fetch-site': 'same-site' }],
    ['nowhere', {}, { origin: 'null' }],
    ['without the token of the session', { formToken: '' }, {}],
    ['with a token of another session', { formToken: 'x'.repeat(43) }, {}],
  ])('are refused: from %s', async (_, fields, headers) => {
    const answer = await vote(await browserOf('olga'), fields, headers);
    expect(answer.statusCode).toBe(403);
    expect(world.door.control).not.toHaveBeenCalled();
  });

  it('are refused at the sign-in too', async () => {
    const answer = await new Browser(world.app).post(
      '/login',
      { token: 'token-anna' },
      { origin: 'https://evil.example' },
    );
    expect(answer.statusCode).toBe(403);
  });

  it('may come from the address that people use in front of a proxy', async () => {
    const behind = await aWorld({ links: { console: 'https://penstock.example.com/incidents' } });
    const answer = await new Browser(behind.app).post(
      '/login',
      { token: 'token-anna' },
      { origin: 'https://penstock.example.com' },
    );
    expect(answer.statusCode).toBe(303);
    await behind.app.close();
  });
});
