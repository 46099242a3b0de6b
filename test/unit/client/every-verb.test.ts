// Every verb of the command line, read from the commands themselves: exit codes, formats, widths, and lines that help.
import type { Command } from 'commander';
import { parseAllDocuments } from 'yaml';
import { createApiClient } from '../../../client/api';
import { readCliConfig } from '../../../client/cli/config';
import { commandLine } from '../../../client/cli/run';
import type { Incident } from '../../../domain/incident';
import type { DecisionReceipt } from '../../../domain/messages';
import { knownConnection } from '../../known-connection';
import { anIncident, aWorld, sha256, type World } from '../ingress/world';
import { anIo, penstock, type Told } from './terminal';
import { RUNS_ON, verbSamples, type Sample } from './verb-samples';

const FORMATS = ['table', 'json', 'yaml'];
const NOWHERE = { PENSTOCK_API_URL: 'http://127.0.0.1:1', TEMPORAL_ADDRESS: '127.0.0.1:1' };
const LONG = 'a name that is much longer than any column of any table may ever be, to be cut';

function leaves(command: Command, path: string[] = []): [string, Command][] {
  return command.commands.flatMap((one) => {
    const here = [...path, one.name()];
    return one.commands.length > 0 ? leaves(one, here) : [[here.join(' '), one]];
  });
}

const io = anIo();
const config = readCliConfig(io);
const api = createApiClient({ url: config.apiUrl });
const all = leaves(commandLine({ io, config, api, exitWith: () => undefined }));
const verbs = new Map(all);
const samples = verbSamples();
const covered = Object.entries(samples).filter(([verb]) => verbs.has(verb));
const has = (verb: string, flag: string) =>
  verbs.get(verb)?.options.some(({ long }) => long === flag) === true;
/** A slow verb is looked at once: its other formats are those of all. */
const formatsOf = (verb: string) =>
  has(verb, '--output') ? FORMATS.slice(0, samples[verb]?.slow ? 1 : 3).map((f) => ['-o', f]) : [[]];

it('has a sample for every verb, and no sample without a verb', () => {
  expect(Object.keys(samples).sort()).toEqual(
    [...verbs.keys()].filter((verb) => !RUNS_ON.includes(verb)).sort(),
  );
});

it('has every verb that scripts rely on', () => {
  const words = (noun: string, list: string) => list.split('|').map((verb) => `${noun} ${verb}`);
  const promised = [
    ...['up', 'diagnose', 'redact', 'doctor', 'whoami', 'sweep now'],
    ...words('incident', 'list|get|timeline|wait|ack|snooze|close|cancel|retry'),
    ...words('approval', 'list|approve|reject'),
    ...words('connection', 'list|get|sync|pause|resume|history'),
    ...words('policy', 'lint|test|explain'),
    ...[...words('freeze', 'on|off|status'), ...words('kill', 'on|off|status')],
    ...[...words('mode', 'get|set'), ...words('audit', 'verify|export'), ...words('drill', 'list|run')],
  ];
  expect(promised.filter((verb) => !verbs.has(verb))).toEqual([]);
});

describe.each(covered)('penstock %s', (verb, sample) => {
  const words = verb.split(' ');
  const args = sample.args.map((arg) => (arg === '{id}' ? 'no-such-id' : arg));

  it('exits 2 for what it cannot read, and names what it can', async () => {
    const unknown = await penstock([...words, ...args, '--no-such-option'], NOWHERE);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toContain('--no-such-option');
    expect(unknown.err).toContain('--help');
    if (has(verb, '--output'))
      expect(await penstock([...words, ...args, '-o', 'xml'], NOWHERE)).toMatchObject({
        code: 2,
        err: expect.stringContaining('table, json, yaml'),
      });
    const needed = verbs.get(verb)?.registeredArguments.some(({ required }) => required) === true;
    if (needed)
      expect(await penstock(words, NOWHERE)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/missing required argument|required option/),
      });
  });

  it.each(formatsOf(verb))('exits as documented when nobody is there: %s %s', async (...format) => {
    const told = await penstock([...words, ...args, ...format.filter(isWord)], NOWHERE);
    expect(told.code).toBe(sample.alone ? 0 : (sample.away ?? 3));
    if (told.code !== 3) return expectFormat(told, format[1], sample);
    expect(told.out).toBe('');
    expect(told.err).toMatch(/^error: .*127\.0\.0\.1:1.*\n {2}next: .*penstock up/m);
  });

  if (sample.acts)
    it('says why, asks nobody and sends nothing when told so', () => {
      expect(['--yes', '--dry-run'].filter((flag) => !has(verb, flag))).toEqual([]);
      expect(has(verb, '--reason')).toBe(sample.noReason === undefined);
    });
});

describe('with the API', () => {
  let world: World;
  let env: Record<string, string>;
  beforeAll(async () => {
    world = await aWorld({
      apiPerMinuteMax: 100_000,
      now: () => new Date(),
      people: [
        { id: 'ada', name: 'Ada', role: 'admin', groups: [] },
        { id: 'anna', name: 'Anna', role: 'approver', groups: [] },
        { id: 'vera', name: 'Vera', role: 'viewer', groups: [] },
      ],
      tokens: ['ada', 'anna', 'vera'].map((personId) => ({ personId, hash: sha256(`token-${personId}`) })),
    });
    const shown = waiting();
    world.reader.get.mockImplementation(() => Promise.resolve(shown));
    world.reader.list.mockImplementation(() => Promise.resolve({ items: [shown], nextCursor: null }));
    world.door.get.mockImplementation(() => Promise.resolve(shown));
    world.door.decide.mockImplementation((_id, { decision, by }) =>
      Promise.resolve<DecisionReceipt>({
        ...{ incidentId: shown.id, decision, by, planHash: shown.plan?.hash ?? '', votes: 1, quorum: 1 },
        verdict: decision === 'approve' ? 'approved' : 'rejected',
      }),
    );
    world.connections.list.mockImplementation(() =>
      Promise.resolve({ items: [knownConnection({ account: 'prod', name: LONG })], nextCursor: null }),
    );
    env = {
      PENSTOCK_API_URL: await world.app.listen({ host: '127.0.0.1', port: 0 }),
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      PENSTOCK_TOKEN: 'token-ada',
    };
  });
  afterAll(() => world.app.close());

  const remote = covered.filter(([, { alone }]) => !alone);

  it.each(remote)('penstock %s answers in every format, within 80 columns', async (verb, sample) => {
    for (const format of formatsOf(verb)) {
      const made = sample.first ? await penstock([...sample.first, '-o', 'json'], env) : undefined;
      // Made just now by a verb of ours.
      const id = made ? (JSON.parse(made.out) as { id: string }).id : '';
      const args = sample.args.map((arg) => (arg === '{id}' ? id : arg));
      const told = await penstock([...verb.split(' '), ...args, ...format], env);
      expect(sample.ok ?? [0]).toContain(told.code);
      if (told.code !== 126) expectFormat(told, format[1], sample);
      else expect(told.err).toMatch(/^error: .*does not apply.*\n {2}next: /);
    }
  });

  it.each(remote.filter(([verb]) => verb !== 'doctor'))(
    'penstock %s exits 126 for who is not known, and says what to do',
    async (verb, sample) => {
      for (const format of formatsOf(verb)) {
        const line = [...verb.split(' '), ...sample.args, ...format];
        const told = await penstock(line, { ...env, PENSTOCK_TOKEN: 'nobody' });
        expect(told).toMatchObject({ code: 126, out: '' });
        expect(told.err).toMatch(/^error: the API does not know you.*\n {2}next: .*PENSTOCK_TOKEN/m);
      }
    },
  );

  const acting = remote.filter(([, { acts }]) => acts);

  it.each(acting.filter(([, { viewersToo }]) => !viewersToo))(
    'penstock %s is refused to who may only look: 126',
    async (verb, sample) => {
      // What a viewer may not see the like of is unknown to them: a token of somebody else.
      const expected = verb === 'token revoke' ? 1 : 126;
      const told = await penstock([...verb.split(' '), ...sample.args], {
        ...env,
        PENSTOCK_TOKEN: 'token-vera',
      });
      expect(told).toMatchObject({ code: expected, out: '' });
      expect(told.err).toMatch(/^error: /m);
    },
  );

  it.each(acting.filter(([, { ok }]) => !ok?.includes(126)))(
    'penstock %s sends nothing with --dry-run',
    async (verb, sample) => {
      const sent = jest.spyOn(globalThis, 'fetch');
      try {
        const told = await penstock([...verb.split(' '), ...sample.args, '--dry-run', '-o', 'json'], env);
        expect(told.code).toBe(0);
        JSON.parse(told.out);
        const methods = sent.mock.calls.map(([request]) =>
          request instanceof Request ? request.method : '?',
        );
        expect(methods.filter((method) => method !== 'GET')).toEqual([]);
      } finally {
        sent.mockRestore();
      }
    },
  );
});

function isWord(word: string | undefined): word is string {
  return word !== undefined;
}

function expectFormat({ out, err }: Told, format: string | undefined, { lines, page }: Sample): void {
  expect(err).not.toMatch(/\n\s+at /);
  if (format === 'json') for (const text of lines ? out.split('\n').filter(Boolean) : [out]) JSON.parse(text);
  else if (format === 'yaml')
    for (const document of parseAllDocuments(out) as { errors: unknown[] }[])
      expect(document.errors).toEqual([]);
  else if (format === 'table')
    expect(out.split('\n').filter((line) => !page && widthOf(line) > 80)).toEqual([]);
}

/** Columns that a terminal needs; what cannot be broken (addresses, paths) may be longer. */
function widthOf(line: string): number {
  const plain = line.replace(/\u001b\[\d+m/g, '');
  return plain.trim().includes(' ') && !/\S{60}/.test(plain) ? plain.length : 0;
}

function waiting(): Incident {
  return anIncident({
    status: 'awaiting_approval',
    availableTransitions: ['approve', 'reject', 'snooze', 'retry', 'close', 'cancel'],
    connection: { ...anIncident().connection, name: LONG },
    diagnosis: {
      ...{ class: 'rate_limit', symptom: 'failed', confidence: 0.95, band: 'high', decidedBy: 'rule' },
      ...{ ruleId: 'rate-limit-quota', summary: `A quota is spent: ${LONG}`, action: 'wait_for_quota_reset' },
      evidence: [{ id: 'e1', kind: 'event', at: '2026-11-20T12:00:00Z', text: LONG }],
      alternatives: [],
    },
    plan: {
      ...{
        id: 'p1',
        hash: 'a1b2c3d4e5f6'.padEnd(64, '0'),
        playbook: 'rate-limit@1',
        compensation: [],
        options: [],
      },
      steps: [
        {
          ...{
            id: 'p1-s1',
            kind: 'pause',
            target: 'frozen_lemon',
            params: {},
            status: 'planned',
            attempts: 0,
          },
          ...{ startedAt: null, endedAt: null, outcome: null },
        },
      ],
      policy: { rule: 'default#writes', version: '1', hash: 'h', matched: [] },
    },
    approval: {
      ...{ required: true, quorum: 1, approvers: ['ada', 'anna'], reason: 'writes need a person', votes: [] },
      ...{ breakGlass: [], bypass: null, expiresAt: '2099-11-21T12:00:00Z' },
      escalation: { at: null, to: [], done: false },
    },
  });
}
