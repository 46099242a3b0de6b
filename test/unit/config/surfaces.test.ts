import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { surfaceSettings } from '../../../integrations/config-files/surface-settings';
import { composeSurfaces } from '../../../workers/compose-surfaces';

let configFolder: string;
beforeEach(async () => void (configFolder = await mkdtemp(join(tmpdir(), 'penstock-surfaces-'))));
afterEach(() => rm(configFolder, { recursive: true }));

const KEY = 'simkey00000000000000000000000001';
const write = (spec: string) =>
  writeFile(join(configFolder, 'surfaces.yaml'), `apiVersion: penstock/v1\nkind: Surfaces\nspec:\n${spec}\n`);
const kinds = async (environment: Record<string, string> = {}) =>
  (await composeSurfaces({ environment, configFolder })).map(({ kind }) => kind);

it('has none where nothing is configured', async () => {
  expect(await kinds()).toEqual([]);
});

it('reads each from the environment alone', async () => {
  const environment = {
    PAGERDUTY_ROUTING_KEY: KEY,
    ...{ GITHUB_ISSUES_REPOSITORY: 'acme/data', GITHUB_TOKEN: 'ghp_x' },
    ...{
      JIRA_BASE_URL: 'https://acme.atlassian.net/',
      JIRA_EMAIL: 'a@b.c',
      JIRA_API_TOKEN: 't',
      JIRA_PROJECT: 'DATA',
    },
    ...{
      SERVICENOW_BASE_URL: 'https://acme.service-now.com',
      SERVICENOW_USER: 'u',
      SERVICENOW_PASSWORD: 'p',
    },
    TEAMS_WEBHOOK_URL: 'https://acme.example/workflows/x',
  };
  expect(await kinds(environment)).toEqual(['pagerduty', 'github', 'jira', 'servicenow', 'teams']);
  const settings = await surfaceSettings({ environment, configFolder });
  expect(settings.jira?.baseUrl).toBe('https://acme.atlassian.net');
  expect(settings.pagerduty?.baseUrl).toBe('https://events.pagerduty.com');
});

it('is pointed elsewhere by a base URL', async () => {
  const environment = { PAGERDUTY_ROUTING_KEY: KEY, PAGERDUTY_BASE_URL: 'http://127.0.0.1:4013' };
  const { pagerduty } = await surfaceSettings({ environment, configFolder });
  expect(pagerduty?.baseUrl).toBe('http://127.0.0.1:4013');
});

it('files no issues because continuous integration sets a token and a repository', async () => {
  expect(await kinds({ GITHUB_TOKEN: 'ghs_x', GITHUB_REPOSITORY: 'acme/code' })).toEqual([]);
});

it('takes what the file names before the environment', async () => {
  await write(`  pagerduty: { routingKey: '\${env:OTHER_KEY}', baseUrl: 'http://127.0.0.1:1' }`);
  const environment = { PAGERDUTY_ROUTING_KEY: KEY, OTHER_KEY: KEY.replace(/1$/, '2') };
  const { pagerduty } = await surfaceSettings({ environment, configFolder });
  expect(pagerduty).toMatchObject({ routingKey: environment.OTHER_KEY, baseUrl: 'http://127.0.0.1:1' });
});

it('names every key that is missing or wrong, and no value', async () => {
  const environment = {
    ...{ PAGERDUTY_ROUTING_KEY: 'too-short-a-key', JIRA_BASE_URL: 'acme', JIRA_PROJECT: 'data' },
    ...{ GITHUB_ISSUES_REPOSITORY: 'acme/data', SERVICENOW_BASE_URL: 'https://acme.service-now.com' },
    ...{ TEAMS_WEBHOOK_URL: 'https://a.example', TEAMS_APP_ID: 'x' },
  };
  const error: unknown = await kinds(environment).catch((e: unknown) => e);
  const said = String(error);
  for (const line of [
    ...[
      'PAGERDUTY_ROUTING_KEY: an integration key has 32',
      'JIRA_BASE_URL: is no http',
      'JIRA_API_TOKEN: is needed',
    ],
    ...[
      'JIRA_PROJECT: write the key',
      'GITHUB_TOKEN: is needed',
      'SERVICENOW_USER: give',
      'TEAMS_APP_PASSWORD: is needed',
    ],
  ])
    expect(said).toContain(line);
  expect(said).not.toContain('too-short-a-key');
});

it.each([
  ['  pagerduty: { routingKey: x }', /surfaces\.yaml:4:\d+ spec\.pagerduty\.routingKey/],
  [
    '  jira: { baseUrl: https://a.example, email: a@b.c, apiToken: t, project: DATA, statuses: { approved: Ok, rejected: ok } }',
    /one status cannot mean both/,
  ],
  ['  teams: {}', /either `webhookUrl` or `bot`/],
  ['  servicenow: { baseUrl: https://a.example, user: x }', /give `user` and `password`, or `token`/],
  ["  webhook: { url: https://a.example, secrets: ['${env:NOT_SET}'] }", /NOT_SET is not set/],
  ['  webhook: { url: https://a.example, secrets: [short] }', /write whsec_/],
  ['  pagerdutty: {}', /did you mean "pagerduty"/],
])('names the place of a mistake: %s', async (spec, words) => {
  await write(spec);
  await expect(kinds()).rejects.toThrow(words);
});

it('starts with the file as it is shipped', async () => {
  await writeFile(join(configFolder, 'surfaces.yaml'), await readFile('config/surfaces.yaml'));
  expect(await kinds()).toEqual([]);
});

it('understands every example in the file as it is shipped', async () => {
  const shipped = await readFile('config/surfaces.yaml', 'utf8');
  const text = shipped.replace('spec: {}', 'spec:').replace(/^# {2}/gm, '  ');
  await writeFile(join(configFolder, 'surfaces.yaml'), text);
  const environment = {
    ...{ PAGERDUTY_ROUTING_KEY: KEY, PAGERDUTY_FINANCE: KEY, GITHUB_TOKEN: 'x', JIRA_API_TOKEN: 'x' },
    ...{ SERVICENOW_PASSWORD: 'x', TEAMS_WEBHOOK_URL: 'https://a.example', SMTP_URL: 'smtps://mail.example' },
    PENSTOCK_HOOK_SECRET: 'whsec_c2ltLXdlYmhvb2stc2lnbmluZy1zZWNyZXQtMDAwMDE=',
  };
  expect(await kinds(environment)).toHaveLength(7);
});
