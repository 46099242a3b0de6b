// The CLI as scripts and people rely on it: exit codes, streams, formats, and what each error tells.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refused, UnknownIncident } from '../../../client/incident-door';
import type { Incident } from '../../../domain/incident';
import { anIncident, aWorld, type World } from '../ingress/world';
import { penstock } from './terminal';
import { temporaryFolder } from '../temporary-folder';

const NOWHERE = { PENSTOCK_API_URL: 'http://127.0.0.1:1' };
const ID = anIncident().id;

const WAITING: Partial<Incident> = {
  status: 'awaiting_approval',
  availableTransitions: ['approve', 'reject', 'snooze', 'retry', 'close', 'cancel'],
  diagnosis: {
    class: 'rate_limit',
    symptom: 'failed',
    confidence: 0.95,
    band: 'high',
    decidedBy: 'rule',
    ruleId: 'rate-limit-quota',
    summary: 'A quota for a longer period is spent',
    evidence: [
      { id: 'e1', kind: 'event', at: '2026-11-20T12:00:00Z', text: 'REQUEST_LIMIT_EXCEEDED \u001b[31mred' },
    ],
    action: 'wait_for_quota_reset',
    alternatives: [],
  },
  plan: {
    id: 'p1',
    hash: 'a1b2c3d4e5f6'.padEnd(64, '0'),
    playbook: 'rate-limit@1',
    steps: [
      {
        id: 'p1-s1',
        kind: 'pause',
        target: 'frozen_lemon',
        params: {},
        status: 'planned',
        attempts: 0,
        startedAt: null,
        endedAt: null,
        outcome: null,
      },
    ],
    compensation: [],
    options: [{ id: 'nothing', title: 'do nothing', consequence: 'data stays stale' }],
    policy: { rule: 'default#writes', version: '1', hash: 'h', matched: [] },
  },
  approval: {
    required: true,
    quorum: 1,
    approvers: ['anna'],
    reason: 'writes need a person',
    votes: [],
    breakGlass: [],
    bypass: null,
    expiresAt: '2026-11-21T12:00:00Z',
    escalation: { at: null, to: [], done: false },
  },
};

describe('without anything running', () => {
  it.each([
    [['incidnt'], 2, 'Did you mean incident?'],
    [['incident', 'lst'], 2, 'Did you mean list?'],
    [['incident', 'list', '-o', 'xml'], 2, 'table, json, yaml'],
    [['incident', 'get'], 2, "missing required argument 'id'"],
    [['incident', 'wait', ID, '--for', 'done'], 2, 'use open, diagnosing'],
    [['incident', 'wait', ID, '--timeout', 'soon'], 2, 'write 90s'],
    [['incident', 'snooze', ID], 2, '--for 2h'],
    [['diagnose'], 2, '--message TEXT'],
    [['drill', 'run', 'no-such-drill'], 2, 'there are: '],
    [['incident', 'list'], 3, 'npx penstock up'],
    [['audit', 'verify'], 3, 'http://127.0.0.1:1'],
  ])('penstock %j exits %i and says %j on stderr', async (argv, code, says) => {
    const told = await penstock(argv, NOWHERE);
    expect(told).toMatchObject({ code, out: '' });
    expect(told.err).toContain(says);
    expect(told.err).not.toMatch(/\n\s+at /);
  });

  it('exits 78 naming the variable that is bad', async () => {
    const told = await penstock(['incident', 'list'], { PENSTOCK_API_URL: 'nonsense' });
    expect(told).toMatchObject({ code: 78, err: expect.stringContaining('PENSTOCK_API_URL') });
    expect(await penstock(['incident', 'list'], { PENSTOCK_TOKEN_FILE: '/no/such' })).toMatchObject({
      code: 78,
    });
  });

  it('exits 0 for help and shows every noun', async () => {
    const told = await penstock(['--help']);
    expect(told.code).toBe(0);
    for (const noun of [
      ...['up', 'incident', 'approval', 'connection', 'sweep', 'webhook', 'audit'],
      ...['diagnose', 'redact', 'drill', 'doctor', 'whoami'],
    ])
      expect(told.out).toContain(`  ${noun}`);
  });

  it('redacts a file of texts, telling what was found where, and names the line that is none', async () => {
    const file = join(temporaryFolder(), 'texts.jsonl');
    writeFileSync(file, '{"id":"a","text":"mail jane@example.com"}\n');
    const told = await penstock(['redact', '--file', file, '-o', 'json']);
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(told.out)).toMatchObject({
      id: 'a',
      text: expect.stringMatching(/^mail \[email:[0-9a-f]{4}\]$/),
      findings: [{ type: 'email', start: 5, end: 21 }],
    });
    writeFileSync(file, '{"id":"a"}\n');
    expect(await penstock(['redact', '--file', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('line 1: text'),
    });
    expect((await penstock(['redact', '--help'])).out).toContain('names and postal addresses');
  });

  it('diagnoses a file in order, one JSON object a line', async () => {
    const file = join(temporaryFolder(), 'failures.jsonl');
    const line = (id: string, message: string) =>
      JSON.stringify({ id, platform: 'fivetran', connector: 'salesforce', role: 'source', message });
    writeFileSync(file, `${line('b', 'HTTP 429 Too Many Requests')}\n\n${line('a', 'zxqv')}\n`);
    const told = await penstock(['diagnose', '--file', file], NOWHERE);
    expect(told.code).toBe(0);
    const rows = told.out
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as Record<string, unknown>);
    expect(rows).toMatchObject([
      { id: 'b', class: 'rate_limit', decidedBy: 'rule', evidence: [{ id: 'e1' }] },
      {
        id: 'a',
        class: 'unknown',
        confidence: 0,
        band: 'none',
        action: 'escalate',
        decidedBy: 'nothing',
        ruleId: null,
      },
    ]);
  });

  it('explains a diagnosis: the rule, the words it fired on, what came second', async () => {
    const asked = ['diagnose', '--provider', 'airbyte', '--message'];
    const told = await penstock([...asked, 'HTTP 429 Too Many Requests, then connection reset', '--explain']);
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out).toMatch(/rate_limit .*\n {4}because: .+\n {4}words: ".+"\n {4}second: .+/);
    expect((await penstock([...asked, 'zxqv', '--explain'])).out).toContain('second: nothing else fits');
    const json = await penstock([...asked, 'HTTP 429 Too Many Requests', '--explain', '-o', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({
      class: 'rate_limit',
      explanation: { why: expect.any(String), matched: expect.any(String), fingerprint: expect.any(String) },
    });
  });

  it('names the line of a file that does not fit', async () => {
    const file = join(temporaryFolder(), 'bad.jsonl');
    writeFileSync(
      file,
      '{"id":"a","platform":"fivetran","message":"x"}\n{"id":"b","platform":"stitch","message":"x"}\n',
    );
    const told = await penstock(['diagnose', '--file', file]);
    expect(told).toMatchObject({ code: 2, err: expect.stringContaining('line 2: platform') });
    expect(await penstock(['diagnose', '--file', '/no/such'])).toMatchObject({ code: 2 });
  });

  describe('policy', () => {
    const config = join(__dirname, '..', '..', '..', 'config');
    const changed = (name: string, change: (text: string) => string) => {
      const folder = temporaryFolder();
      cpSync(config, folder, { recursive: true });
      const file = join(folder, 'policies', name);
      writeFileSync(file, change(readFileSync(file, 'utf8')));
      return { ...NOWHERE, PENSTOCK_CONFIG: folder };
    };

    it('lints and tests the shipped files without a server', async () => {
      expect(await penstock(['policy', 'lint'], { ...NOWHERE, PENSTOCK_CONFIG: config })).toMatchObject({
        code: 0,
        out: expect.stringContaining('nothing to mend'),
      });
      const told = await penstock(['policy', 'test'], { ...NOWHERE, PENSTOCK_CONFIG: config });
      expect(told).toMatchObject({ code: 0, out: expect.stringMatching(/^14 passed, 0 failed/m) });
    });

    it('names the place of what is wrong, and exits 1', async () => {
      const env = changed('default.yaml', (text) => text.replace('quorum: 2', 'quorum: 9'));
      const told = await penstock(['policy', 'lint'], env);
      expect(told.code).toBe(1);
      expect(told.out).toMatch(/policies\/default\.yaml:\d+:\d+ error destructive-needs-two/);
    });

    it('fails when a case beside the policy does not hold, and tells which', async () => {
      const env = changed('default.yaml', (text) => text.replace('quorum: 2', 'quorum: 1'));
      const told = await penstock(['policy', 'test'], env);
      expect(told).toMatchObject({ code: 1 });
      expect(told.out).toContain('approvals: expected 2, decided 1');
    });

    it('tells what another configuration loosens, and exits 1 for it', async () => {
      const env = changed('default.yaml', (text) => text.replace('quorum: 2', 'quorum: 1'));
      const told = await penstock(['policy', 'diff', env.PENSTOCK_CONFIG], {
        ...NOWHERE,
        PENSTOCK_CONFIG: config,
      });
      expect(told.code).toBe(1);
      expect(told.out).toMatch(/^looser: /m);
      expect(
        await penstock(['policy', 'diff', config], { ...NOWHERE, PENSTOCK_CONFIG: config }),
      ).toMatchObject({
        code: 0,
      });
    });

    it('explains a situation that is none yet, from files alone', async () => {
      const env = { ...NOWHERE, PENSTOCK_CONFIG: config };
      const asked = (json: string) => penstock(['policy', 'explain', '--situation', json], env);
      const told = await asked('{"class":"network_transient","action":"retry_with_backoff"}');
      expect(told).toMatchObject({ code: 0, out: expect.stringContaining('such an incident: automate') });
      expect(told.out).toContain('+ default#transient-retry');
      expect(await asked('{"class":"sunshine"}')).toMatchObject({
        code: 2,
        err: expect.stringContaining('--situation class'),
      });
      expect(await asked('{')).toMatchObject({ code: 2, err: expect.stringContaining('is no JSON') });
      expect(await penstock(['policy', 'explain'], env)).toMatchObject({ code: 2 });
    });

    it('refuses a file that is none, naming line and column', async () => {
      const env = changed('default.yaml', (text) => text.replace('mode: automate', 'mode: automatic'));
      const told = await penstock(['policy', 'lint'], env);
      expect(told.code).toBe(2);
      expect(told.err).toMatch(/default\.yaml:\d+:\d+ .*unknown "automatic" \(did you mean "automate"/);
    });
  });

  it('doctor says what to fix and exits 1', async () => {
    const env = { ...NOWHERE, TEMPORAL_ADDRESS: '127.0.0.1:1' };
    const told = await penstock(['doctor', '-o', 'json'], env);
    expect(told.code).toBe(1);
    const findings = JSON.parse(told.out) as { check: string; ok: boolean; fix?: string }[];
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ check: 'api', ok: false, fix: expect.stringContaining('penstock up') }),
        expect.objectContaining({
          check: 'temporal',
          ok: false,
          fix: expect.stringContaining('TEMPORAL_ADDRESS'),
        }),
        expect.objectContaining({ check: 'configuration', ok: true }),
      ]),
    );
  });

  it('goes to Temporal itself with --direct, and exits 3 when that is down too', async () => {
    const told = await penstock(['incident', 'get', ID, '--direct'], { TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(told).toMatchObject({ code: 3, err: expect.stringContaining('127.0.0.1:1') });
  });
});

describe('with the API', () => {
  let world: World;
  let env: Record<string, string>;
  let shown: Incident;
  beforeEach(async () => {
    world = await aWorld({ now: () => new Date() });
    shown = anIncident(WAITING);
    world.reader.get.mockImplementation(() => Promise.resolve(shown));
    world.door.get.mockImplementation(() => Promise.resolve(shown));
    world.reader.list.mockImplementation(() => Promise.resolve({ items: [shown], nextCursor: null }));
    env = {
      PENSTOCK_API_URL: await world.app.listen({ host: '127.0.0.1', port: 0 }),
      PENSTOCK_TOKEN: 'token-anna',
    };
  });
  afterEach(() => world.app.close());

  it('lists within 80 columns, and as JSON and YAML', async () => {
    const text = await penstock(['incident', 'list'], env);
    expect(text.out).toContain(ID);
    for (const line of text.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(JSON.parse((await penstock(['incident', 'list', '-o', 'json'], env)).out)).toMatchObject([
      { id: ID },
    ]);
    expect((await penstock(['incident', 'list', '-o', 'yaml'], env)).out).toContain(`id: ${ID}`);
  });

  it('tells an incident as a story with the next command to type, and no terminal escapes of a provider', async () => {
    const { out, code } = await penstock(['incident', 'get', ID], env);
    expect(code).toBe(0);
    for (const part of [
      'rate_limit',
      'rate-limit-quota',
      '[e1]',
      '1. pause frozen_lemon',
      'writes need a person',
    ])
      expect(out).toContain(part);
    expect(out).toContain(`npx penstock approval approve ${ID} --plan-hash a1b2c3d4e5f6`);
    expect(out).not.toContain('\u001b[31mred');
    for (const line of out.split('\n'))
      expect(line.replace(/\u001b\[\d+m/g, '').length).toBeLessThanOrEqual(80);
  });

  it('approves the plan that was shown, in the name of the token', async () => {
    world.door.decide.mockResolvedValueOnce({
      incidentId: ID,
      decision: 'approve',
      by: 'anna',
      planHash: 'h',
      votes: 1,
      quorum: 1,
      verdict: 'approved',
    });
    const told = await penstock(
      ['approval', 'approve', ID, '--plan-hash', 'a1b2c3d4e5f6', '--reason', 'ok'],
      env,
    );
    expect(told).toMatchObject({ code: 0, out: expect.stringContaining('1 of 1 approvals, approved') });
    expect(world.door.decide.mock.calls[0]?.[1]).toEqual({
      decision: 'approve',
      by: 'anna',
      reason: 'ok',
      planHash: shown.plan?.hash,
    });
  });

  it('exits 126 when the incident, the role or the moment refuses', async () => {
    world.door.decide.mockRejectedValueOnce(new Refused('the plan has changed'));
    const changed = await penstock(['approval', 'approve', ID], env);
    expect(changed).toMatchObject({ code: 126, err: expect.stringContaining('the plan has changed') });
    const viewer = { ...env, PENSTOCK_TOKEN: 'token-vera' };
    expect(await penstock(['approval', 'reject', ID], viewer)).toMatchObject({ code: 126 });
    expect(await penstock(['incident', 'handback', ID], env)).toMatchObject({ code: 126 });
    expect(await penstock(['incident', 'list'], { ...env, PENSTOCK_TOKEN: 'wrong' })).toMatchObject({
      code: 126,
    });
  });

  it('sends nothing with --dry-run, nor when a person at the terminal says no', async () => {
    expect(await penstock(['approval', 'approve', ID, '--dry-run'], env)).toMatchObject({ code: 0 });
    expect(await penstock(['incident', 'cancel', ID, '--dry-run', '-o', 'json'], env)).toMatchObject({
      code: 0,
    });
    expect(await penstock(['incident', 'cancel', ID], env, { interactive: true })).toMatchObject({ code: 1 });
    expect(world.door.decide).not.toHaveBeenCalled();
    expect(world.door.control).not.toHaveBeenCalled();
    expect(await penstock(['incident', 'cancel', ID, '--yes'], env, { interactive: true })).toMatchObject({
      code: 0,
    });
    expect(world.door.control).toHaveBeenCalledTimes(1);
  });

  it('waits for a status: 0 when it comes, 1 when it ends otherwise, 124 on timeout', async () => {
    shown = anIncident({ status: 'verifying' });
    const come = () => {
      shown = anIncident({ status: 'resolved' });
      return Promise.resolve();
    };
    const wait = ['incident', 'wait', ID, '--for'];
    expect(await penstock([...wait, 'resolved', '--timeout', '60s'], env, { sleep: come })).toMatchObject({
      code: 0,
      out: `${ID} resolved\n`,
    });
    expect(await penstock([...wait, 'closed'], env)).toMatchObject({ code: 1 });
    shown = anIncident({ status: 'verifying' });
    let clock = 0;
    const late = await penstock([...wait, 'resolved', '--timeout', '60s'], env, {
      now: () => (clock += 20_000),
    });
    expect(late).toMatchObject({ code: 124, err: expect.stringContaining('still verifying') });
  });

  it('exits 1 for an incident that nobody knows', async () => {
    world.reader.get.mockResolvedValueOnce(null);
    world.door.get.mockRejectedValueOnce(new UnknownIncident('no incident "inc-0000ffff"'));
    expect(await penstock(['incident', 'get', 'inc-0000ffff'], env)).toMatchObject({ code: 1 });
  });

  it('verifies and exports the record', async () => {
    const row = {
      seq: 1,
      at: '2026-11-20T12:00:00Z',
      incidentId: ID,
      actor: 'anna',
      action: 'plan.approved',
    };
    world.reader.audit.mockResolvedValueOnce([
      { ...row, key: 'k', details: {}, previousHash: '', hash: 'h' },
    ]);
    const exported = await penstock(['audit', 'export'], env);
    expect(JSON.parse(exported.out)).toMatchObject(row);
    expect(await penstock(['audit', 'verify'], env)).toMatchObject({ code: 0, out: 'intact: 3 rows\n' });
    world.reader.verifyAudit.mockResolvedValueOnce({
      rows: 3,
      faults: [{ seq: 2, kind: 'changed', detail: 'x' }],
    });
    expect(await penstock(['audit', 'verify'], env)).toMatchObject({
      code: 1,
      out: expect.stringContaining('#2'),
    });
  });

  it('finds address and token where the running stack left them', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'api-url'), `${env.PENSTOCK_API_URL ?? ''}\n`);
    writeFileSync(join(home, 'token'), 'token-olga\n');
    const told = await penstock(['whoami'], { PENSTOCK_HOME: home });
    expect(told).toMatchObject({ code: 0, out: 'olga (Olga), operator\n' });
  });
});
