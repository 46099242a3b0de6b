import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfigFiles } from '../../../integrations/config-files/load';
import { EnvironmentError, readEnvironment } from '../../../integrations/secrets/environment';
import { z } from 'zod';

const SHIPPED = join(__dirname, '..', '..', '..', 'config');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'penstock-config-'));
  cpSync(SHIPPED, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function edit(file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

const policyText = (file: string) => readFileSync(join(folder, 'policies', file), 'utf8');

async function mistakes(env: NodeJS.ProcessEnv = {}): Promise<string> {
  return loadConfigFiles(folder, env).then(
    () => 'no mistake',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe('a mistake in configuration', () => {
  it.each([
    [
      'a step that does not exist',
      'playbooks/retry.yaml',
      'kind: trigger_sync',
      'kind: trigger_snc',
      /retry\.yaml:\d+:\d+ .*unknown "trigger_snc" \(did you mean "trigger_sync"\?\)/,
    ],
    [
      'a policy that names an unknown action',
      'policies/default.yaml',
      'symptom: rescheduled',
      'action: retry_with_backof',
      /default\.yaml:\d+:\d+ .*unknown "retry_with_backof" \(did you mean "retry_with_backoff"\?\)/,
    ],
    [
      'a class that does not exist',
      'rules/network.yaml',
      'class: network_transient',
      'class: network_trouble',
      /network\.yaml:\d+:\d+ .*unknown "network_trouble"/,
    ],
    [
      'a key with a typo',
      'policies/default.yaml',
      'severity: critical',
      'severety: critical',
      /default\.yaml:\d+:\d+ unknown key "severety" \(did you mean "severity"\?\)/,
    ],
    [
      'a duration that is none',
      'policies/default.yaml',
      'approvalExpires: 24h',
      'approvalExpires: tomorrow',
      /default\.yaml:\d+:\d+ .*write a duration such as 90s/,
    ],
    ['broken YAML', 'playbooks/retry.yaml', 'steps:', 'steps: [', /retry\.yaml:\d+:\d+ /],
    [
      'a pattern that can be slow',
      'rules/network.yaml',
      'broken pipe',
      'broken.*pipe',
      /network\.yaml:\d+:\d+ .*the pattern has an unbounded "\*"/,
    ],
    [
      'a rule without examples',
      'rules/network.yaml',
      "      counterExamples: ['no pg_hba.conf entry for host']\n",
      '',
      /network\.yaml:\d+:\d+ .*counterExamples: is missing/,
    ],
    [
      'a key of an account',
      'accounts.yaml',
      'accounts: []',
      'accounts: [{ name: a, provider: fivetran, apiKey: k, apiSecert: s }]',
      /accounts\.yaml:\d+:\d+ unknown key "apiSecert" \(did you mean "apiSecret"\?\)/,
    ],
    [
      'a role that does not exist',
      'people.yaml',
      'role: admin',
      'role: amdin',
      /people\.yaml:\d+:\d+ .*unknown "amdin" \(did you mean "admin"\?\)/,
    ],
    [
      'an identity that two people claim',
      'people.yaml',
      'people:',
      'people:\n  - { id: a, name: A, role: viewer, identities: { github: Octo } }\n  - { id: b, name: B, role: viewer, identities: { github: octo } }',
      /people\.yaml:\d+:\d+ identity "github octo" is given twice \(first at .*people\.yaml:\d+:\d+\)/,
    ],
    [
      'a surface that does not exist',
      'people.yaml',
      'people:',
      'people:\n  - { id: a, name: A, role: viewer, identities: { slak: U1 } }',
      /people\.yaml:\d+:\d+ unknown key "slak" \(did you mean "slack"\?\)/,
    ],
    [
      'an agent that would approve',
      'people.yaml',
      'people:',
      'people:\n  - { id: bot, name: Bot, kind: agent, scopes: [{ role: approver, account: prod }] }',
      /people\.yaml:\d+:\d+ people\.0\.kind: an agent reads and proposes, it never approves/,
    ],
    [
      'a person without any role',
      'people.yaml',
      'people:',
      'people:\n  - { id: a, name: A }',
      /people\.yaml:\d+:\d+ people\.0\.role: is missing/,
    ],
    [
      'a remedy that policy forbids under a wrong name',
      'policies/default.yaml',
      'match: { destructive: true }',
      'match: { destructive: true }\n      never: [resink]',
      /default\.yaml:\d+:\d+ .*unknown "resink" \(did you mean "resync"\?\)/,
    ],
    [
      'a rule without a class',
      'rules/network.yaml',
      '      class: network_transient\n',
      '',
      /network\.yaml:\d+:\d+ .*class: is missing/,
    ],
    [
      'a pattern without quotes, which YAML takes for an alias',
      'policies/simulators.yaml',
      'match: { account: sim }',
      'match: { connectionId: [*orders] }',
      /simulators\.yaml:\d+:\d+ \*orders is an alias of nothing; .* needs quotes: '\*orders'/,
    ],
    [
      'a mistake in text that is used twice',
      'playbooks/recovered.yaml',
      'steps: []',
      'steps: [&again { kind: trigger_snc }, *again]',
      /recovered\.yaml:7:\d+ spec\.steps\.1\.kind: unknown "trigger_snc" \(did you mean "trigger_sync"\?\)/,
    ],
    [
      'a tag that means nothing',
      'people.yaml',
      'people:',
      'people: !secret',
      /people\.yaml:\d+:\d+ .*!secret/,
    ],
    [
      'a provider that does not exist',
      'accounts.yaml',
      'accounts: []',
      'accounts: [{ name: a, provider: fivetrn, apiKey: k, apiSecret: s }]',
      /accounts\.yaml:\d+:\d+ .*unknown "fivetrn" \(did you mean "fivetran"\?\); expected one of fivetran, airbyte/,
    ],
    [
      'an undo that destroys, which nobody would be asked about',
      'playbooks/rate-limit.yaml',
      'undo: resume',
      'undo: resync',
      /rate-limit\.yaml:\d+:\d+ .*undo: unknown "resync"; expected one of pause, resume/,
    ],
    [
      'an alternative that poses as doing nothing',
      'playbooks/moved-nothing.yaml',
      'id: resync',
      'id: do-nothing',
      /moved-nothing\.yaml:\d+:\d+ .*"do-nothing" is always offered/,
    ],
    [
      'two alternatives of one name',
      'playbooks/find-out.yaml',
      '  options:\n',
      '  options:\n    - { id: sync-now, title: t, consequence: c, steps: [] }\n',
      /find-out\.yaml:\d+:\d+ .*"sync-now" is given twice/,
    ],
    [
      'a placeholder that nothing fills',
      'playbooks/find-out.yaml',
      '{service}',
      '{servce}',
      /find-out\.yaml:\d+:\d+ .*unknown \{servce\}/,
    ],
    [
      'a pause on a step that does not wait',
      'playbooks/recovered.yaml',
      'steps: []',
      'steps: [{ kind: trigger_sync, for: 5m }]',
      /recovered\.yaml:\d+:\d+ .*for: only a wait has one/,
    ],
    [
      'polling without a pause',
      'policies/default.yaml',
      'verifyPoll: 10m',
      'verifyPoll: 0s',
      /default\.yaml:\d+:\d+ .*verifyPoll: use at least 100ms/,
    ],
    [
      'a deadline that no calendar holds',
      'policies/default.yaml',
      'approvalExpires: 24h',
      'approvalExpires: 99999999w',
      /default\.yaml:\d+:\d+ .*approvalExpires: use at most 366d/,
    ],
  ])('is named by file, line and column: %s', async (_, file, from, to, expected) => {
    edit(file, from, to);
    expect(await mistakes()).toMatch(expected);
  });

  it('is reported together with those of other files', async () => {
    edit('playbooks/retry.yaml', 'kind: trigger_sync', 'kind: nothing');
    edit('policies/default.yaml', 'mode: automate', 'mode: autopilot');
    const said = await mistakes();
    expect(said).toContain('retry.yaml');
    expect(said).toContain('default.yaml');
  });

  it('is found when two policies state the defaults, and both places are named', async () => {
    const [, defaults = ''] = /( {2}defaults:\n(?: {4}.*\n)+)/.exec(policyText('default.yaml')) ?? [];
    expect(defaults).toContain('approvalExpires');
    edit('policies/simulators.yaml', 'spec:\n', `spec:\n${defaults}`);
    expect(await mistakes()).toMatch(
      /exactly one file must state `spec\.defaults`; .*default\.yaml:\d+:\d+ and .*simulators\.yaml:\d+:\d+/,
    );
  });

  it('is found when two accounts share a name', async () => {
    const account = '  - { name: a, provider: fivetran, apiKey: k, apiSecret: s }\n';
    writeFileSync(join(folder, 'accounts.yaml'), `accounts:\n${account}${account}`);
    expect(await mistakes()).toMatch(
      /accounts\.yaml:3:5 account "fivetran\/a" is given twice \(first at .*:2:5\)/,
    );
  });

  it('is found when two files use one rule id', async () => {
    edit('rules/network.yaml', 'id: network-timeout', 'id: auth-401');
    expect(await mistakes()).toMatch(/network\.yaml:\d+:\d+ rule id "auth-401" is given twice/);
  });

  it('never shows the value of a secret', async () => {
    writeFileSync(
      join(folder, 'accounts.yaml'),
      "accounts:\n  - { name: a, provider: fivetran, apiKey: '${env:FT_KEY}', apiSecret: [x], baseUrl: '${env:FT_KEY}' }\n",
    );
    const said = await mistakes({ FT_KEY: 'the-secret-key' });
    expect(said).toContain('apiSecret');
    expect(said).not.toContain('the-secret-key');
  });
});

describe('a secret', () => {
  const account = (key: string) =>
    writeFileSync(
      join(folder, 'accounts.yaml'),
      `accounts:\n  - { name: a, provider: fivetran, apiKey: '${key}', apiSecret: s }\n`,
    );

  it('comes from the environment by reference', async () => {
    account('${env:FT_KEY}');
    const { accounts } = await loadConfigFiles(folder, { FT_KEY: 'the-key' });
    expect(accounts).toMatchObject([{ apiKey: 'the-key', writeTimeoutMs: 90_000 }]);
  });

  it('that is missing is named by key and variable', async () => {
    account('${env:FT_KEY}');
    expect(await mistakes()).toMatch(
      /accounts\.yaml:2:\d+ accounts\.0\.apiKey: the environment variable FT_KEY is not set$/,
    );
  });

  it.each(['${FT_KEY}', '${vault:ft}', '${env:FT_KEY'])(
    'is never the text of a reference that was written wrongly: %s',
    async (reference) => {
      account(reference);
      const said = await mistakes({ FT_KEY: 'the-key' });
      expect(said).toMatch(/accounts\.yaml:2:\d+ accounts\.0\.apiKey: write a reference as \$\{env:NAME\}/);
    },
  );

  it('may hold anything itself, for its value is not read again', async () => {
    account('${env:FT_KEY}');
    const { accounts } = await loadConfigFiles(folder, { FT_KEY: 'a${b}$&' });
    expect(accounts).toMatchObject([{ apiKey: 'a${b}$&' }]);
  });

  it('may come from a file named by NAME_FILE', () => {
    const file = join(folder, 'url');
    writeFileSync(file, 'postgres://here\n');
    const schema = z.object({ DATABASE_URL: z.string() });
    expect(readEnvironment(schema, { DATABASE_URL_FILE: file })).toEqual({ DATABASE_URL: 'postgres://here' });
  });

  it('from a file that is missing is named by key, and files of other keys are left alone', () => {
    const schema = z.object({ JIRA_TOKEN: z.string() });
    const other = { SSL_CERT_FILE: '/nowhere' };
    expect(() => readEnvironment(schema, { ...other, JIRA_TOKEN_FILE: '/nowhere' })).toThrow(
      'JIRA_TOKEN_FILE: the file /nowhere cannot be read',
    );
    expect(readEnvironment(schema, { ...other, JIRA_TOKEN: 't' })).toEqual({ JIRA_TOKEN: 't' });
  });
});

it('names a bad environment variable without its value', () => {
  const schema = z.object({ PENSTOCK_PORT: z.coerce.number({ error: 'is not a number' }) });
  expect(() => readEnvironment(schema, { PENSTOCK_PORT: 'eighty' })).toThrow(EnvironmentError);
  expect(() => readEnvironment(schema, { PENSTOCK_PORT: 'eighty' })).toThrow(
    'PENSTOCK_PORT: is not a number',
  );
});
