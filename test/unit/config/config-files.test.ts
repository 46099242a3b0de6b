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
      'a rule without a class',
      'rules/network.yaml',
      '      class: network_transient\n',
      '',
      /network\.yaml:\d+:\d+ .*class: is missing/,
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

  it('is found when two accounts share a name', async () => {
    const account = '  - { name: a, provider: fivetran, apiKey: k, apiSecret: s }\n';
    writeFileSync(join(folder, 'accounts.yaml'), `accounts:\n${account}${account}`);
    expect(await mistakes()).toContain('account "fivetran/a" is given twice');
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
    expect(await mistakes()).toMatch(/accounts\.yaml .*apiKey: the environment variable FT_KEY is not set/);
  });

  it('may come from a file named by NAME_FILE', () => {
    const file = join(folder, 'url');
    writeFileSync(file, 'postgres://here\n');
    const schema = z.object({ DATABASE_URL: z.string() });
    expect(readEnvironment(schema, { DATABASE_URL_FILE: file })).toEqual({ DATABASE_URL: 'postgres://here' });
  });
});

it('names a bad environment variable without its value', () => {
  const schema = z.object({ PENSTOCK_PORT: z.coerce.number({ error: 'is not a number' }) });
  expect(() => readEnvironment(schema, { PENSTOCK_PORT: 'eighty' })).toThrow(EnvironmentError);
  expect(() => readEnvironment(schema, { PENSTOCK_PORT: 'eighty' })).toThrow(
    'PENSTOCK_PORT: is not a number',
  );
});
