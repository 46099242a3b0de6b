// The console in a real browser: the main path by keyboard, without JavaScript, for screen readers, light and dark.
import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page, type Response } from 'playwright-core';
import type { Incident } from '../../domain/incident';
import { knownConnection } from '../known-connection';
import { waitingIncident } from '../unit/ingress/console-world';
import { aWorld, NOW, sha256, type World } from '../unit/ingress/world';

const BYTES_MAX = 200_000;
const FIRST_PAGE_MS_MAX = 1000;
const LIVE_WITHIN_MS = 15_000;
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const executablePath = [
  process.env.PENSTOCK_CHROMIUM,
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
].find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined)
  process.stderr.write('skipped: the console in a browser (no Chromium; PENSTOCK_CHROMIUM may name one)\n');

interface Finding {
  id: string;
  impact: string | null;
  nodes: { html: string; failureSummary: string }[];
}

(executablePath === undefined ? describe.skip : describe)('the console in a browser', () => {
  const path = executablePath ?? '';
  let browser: Browser;
  let world: World;
  let base: string;
  let incident: Incident;
  let contexts: BrowserContext[];
  /** What must not happen on any page of any test. */
  let complaints: string[];
  /** Browsers put answers of 400 on the console: told by the page, they are no fault. */
  let quiet: boolean;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    [contexts, complaints, quiet] = [[], [], false];
    incident = waitingIncident();
    if (incident.approval) incident.approval.breakGlass = ['adam'];
    world = await aWorld({
      people: [
        { id: 'anna', name: 'Anna', role: 'approver', groups: [] },
        { id: 'adam', name: 'Adam', role: 'admin', groups: [] },
      ],
      tokens: ['anna', 'adam'].map((personId) => ({ personId, hash: sha256(`token-${personId}`) })),
      links: { temporalUi: 'http://127.0.0.1:8233' },
    });
    world.reader.list.mockImplementation(() =>
      Promise.resolve({ items: shownIncidents(), nextCursor: 'c2' }),
    );
    world.reader.get.mockImplementation(() => Promise.resolve(incident));
    world.door.get.mockImplementation(() => Promise.resolve(incident));
    world.door.decide.mockImplementation((_, { decision, by, planHash = '' }) => {
      incident = {
        ...incident,
        status: 'remediating',
        availableTransitions: ['cancel'],
        next: 'Resyncs now.',
      };
      const verdict = decision === 'approve' ? 'approved' : 'rejected';
      const votes = { votes: 2, quorum: 2 } as const;
      return Promise.resolve({ incidentId: incident.id, decision, by, planHash, ...votes, verdict });
    });
    world.reader.audit.mockResolvedValue([
      {
        ...{ seq: 1, key: 'k', at: NOW.toISOString(), incidentId: incident.id, actor: 'system' },
        ...{ action: 'incident.opened', details: { event: 'sync_failed' }, previousHash: '', hash: '' },
      },
    ]);
    world.connections.list.mockResolvedValue({
      items: [
        knownConnection({ health: 'failing', durationsMs: [60_000, 90_000] }),
        knownConnection({ connectionId: 'c2', running: { since: NOW.toISOString() } }),
      ],
      nextCursor: null,
    });
    base = await world.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
    await world.app.close();
    expect(complaints).toEqual([]);
  });

  const shownIncidents = () => [
    incident,
    ...Array.from({ length: 49 }, (_, i) => waitingIncident({ id: `inc-000000${10 + i}` })),
  ];

  async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await browser.newContext(options);
    contexts.push(context);
    const page = await context.newPage();
    page.on('console', (said) => {
      if (!quiet && (said.type() === 'error' || said.type() === 'warning')) complaints.push(said.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== base) complaints.push(`asked elsewhere: ${request.url()}`);
    });
    return page;
  }

  async function signIn(page: Page, person: string): Promise<void> {
    await page.goto(`${base}/login`);
    await page.fill('#token', `token-${person}`);
    await page.click('main button');
    await page.waitForURL(`${base}/`);
  }

  /** Presses Tab until the focus is there. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let i = 0; i < 60; i += 1) {
      if (await page.locator(selector).evaluate((one) => one === one.ownerDocument.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never comes to ${selector}`);
  }

  it('takes a person from signing in to a decision by keyboard alone', async () => {
    const page = await open();
    await page.goto(`${base}/`);
    await tabTo(page, '#token');
    await page.keyboard.type('token-anna');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${base}/`);

    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.name')).toBe('text');
    await page.keyboard.press('Escape');
    await tabTo(page, 'a[href="/incidents/inc-00000010"]');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${base}/incidents/${incident.id}`);

    await page.keyboard.press('?');
    expect(await page.locator('#keys').getAttribute('open')).not.toBeNull();
    await page.keyboard.press('d');
    expect(await page.evaluate('document.activeElement.id')).toBe('decision');
    await tabTo(page, '#decision-reason');
    await page.keyboard.type('slot was dropped by hand: resync it');
    await tabTo(page, 'input[name="understood"]');
    await page.keyboard.press('Space');
    await tabTo(page, 'button[value="approve"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Approved, 2 of 2');
    expect(world.door.decide.mock.lastCall?.[1]).toMatchObject({
      ...{ decision: 'approve', by: 'anna', reason: 'slot was dropped by hand: resync it' },
      planHash: waitingIncident().plan?.hash,
    });
    expect(await page.locator('.next').innerText()).toContain('Resyncs now.');
  });

  it.each([true, false])(
    'decides nothing when Enter is pressed in a field (JavaScript: %s)',
    async (script) => {
      const page = await open({ javaScriptEnabled: script });
      quiet = !script;
      await signIn(page, 'anna');
      await page.goto(`${base}/incidents/${incident.id}`);
      await page.focus('input[name="optionId"][value="nothing"]');
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      if (!script) await page.waitForSelector('text=nothing was decided');
      await page.goto(`${base}/incidents/${incident.id}`);
      await page.focus('input[name="understood"]');
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      if (!script) await page.waitForSelector('text=nothing was decided');
      await page.goto(`${base}/approvals`);
      expect(world.door.decide).not.toHaveBeenCalled();
    },
  );

  it('works without JavaScript: reading, filtering, deciding, stopping', async () => {
    const page = await open({ javaScriptEnabled: false });
    await signIn(page, 'anna');
    await page.selectOption('select[name="severity"]', 'high');
    await page.click('form.filters button');
    expect(page.url()).toContain('severity=high');
    await page.goto(`${base}/incidents/${incident.id}`);
    await page.fill('#decision-reason', 'not before the weekend');
    await page.click('button[value="reject"]');
    expect(await page.innerText('main')).toContain('Rejected');
    await page.goto(`${base}/brakes`);
    await page.click('#pull-freeze summary');
    await page.fill('#pull-freeze input[name="reason"]', 'quarter end');
    await page.click('#pull-freeze button');
    expect(await page.innerText('main')).toContain('Frozen: everything');
    await page.click('form.who button');
    expect(page.url()).toBe(`${base}/login`);
  });

  it('shows what changes while somebody looks, tells it, and leaves a form in use alone', async () => {
    const page = await open();
    await signIn(page, 'anna');
    await page.goto(`${base}/incidents/${incident.id}`);
    await page.fill('#decision-reason', 'I am still thi');
    incident = { ...incident, status: 'verifying', next: 'Reads back at 13:00.', availableTransitions: [] };
    await page.waitForSelector('#state :text("Reads back at 13:00.")', { timeout: LIVE_WITHIN_MS });
    expect(await page.innerText('#news')).toContain('Orders is verifying');
    expect(await page.inputValue('#decision-reason')).toBe('I am still thi');

    await page.goto(`${base}/`);
    await page.keyboard.press('j');
    incident = { ...incident, next: 'Proof is complete.' };
    await page.waitForSelector('#incidents :text("Proof is complete.")', { timeout: LIVE_WITHIN_MS });
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(
      `/incidents/${incident.id}`,
    );
  });

  it.each(['light', 'dark'] as const)('has nothing serious for axe to find in %s', async (colorScheme) => {
    const page = await open({ colorScheme });
    const seriousOn = async (url: string) => {
      await page.goto(base + url);
      await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
      await page.evaluate(AXE);
      const findings = await page.evaluate<Finding[]>('axe.run().then(({ violations }) => violations)');
      return findings
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${url} ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
    };
    const found = await seriousOn('/login');
    await signIn(page, 'adam');
    await world.app.inject({
      ...{ method: 'POST', url: '/api/v1/kill-switch', headers: { authorization: 'Bearer token-adam' } },
      payload: { reason: 'rehearsal' },
    });
    for (const url of [
      ...['/', '/?status=resolved', `/incidents/${incident.id}`, '/approvals', '/connections', '/brakes'],
      ...['/audit', '/audit?verify=yes'],
    ])
      found.push(...(await seriousOn(url)));
    expect(found).toEqual([]);
  });

  it('has its first page there in a second, in less than 200 kB', async () => {
    const page = await open();
    await signIn(page, 'anna');
    const times: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      const fresh = await open({ storageState: await page.context().storageState() });
      const sizes: Promise<number>[] = [];
      const weigh = (response: Response) => void sizes.push(response.body().then((body) => body.length));
      fresh.on('response', weigh);
      await fresh.goto(`${base}/`, { waitUntil: 'load' });
      // What live updates load later is not the first page.
      fresh.off('response', weigh);
      times.push(
        Number(await fresh.evaluate('performance.getEntriesByType("navigation")[0].loadEventStart')),
      );
      const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(BYTES_MAX);
    }
    expect(Math.min(...times)).toBeLessThan(FIRST_PAGE_MS_MAX);
  });
});
