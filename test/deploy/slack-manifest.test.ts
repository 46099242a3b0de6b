import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@slack/web-api/dist/types/request/manifest';
import { parse } from 'yaml';
import { obeyCommand } from '../../ingress/slack/command';
import type { SlackDeps } from '../../ingress/slack/obey';

const ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const manifest = parse(read('deploy/slack-manifest.yaml')) as Manifest;
const [command] = manifest.features?.slash_commands ?? [];

/** Scopes of a bot token that each method asks for (docs.slack.dev, "Facts" of the method). */
const SCOPES: Record<string, string[]> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'views.open': [],
};

/** Every method of Slack that our code calls. */
function methodsCalled(): string[] {
  const folder = 'integrations/slack';
  const sources = readdirSync(join(ROOT, folder)).map((file) => read(join(folder, file)));
  const calls = sources.flatMap((source) => [...source.matchAll(/\bslack\.(\w+)\.(\w+)\(/g)]);
  return [...new Set(calls.map(([, group = '', method = '']) => `${group}.${method}`))].sort();
}

describe('deploy/slack-manifest.yaml', () => {
  it('asks for the scopes of the methods that are called, and for no other', () => {
    const needed = methodsCalled().map((method) => ({ method, scopes: SCOPES[method] }));
    expect(needed.filter(({ scopes }) => scopes === undefined)).toEqual([]);
    const wanted = new Set(['commands', ...needed.flatMap(({ scopes }) => scopes ?? [])]);
    expect([...(manifest.oauth_config?.scopes?.bot ?? [])].sort()).toEqual([...wanted].sort());
  });

  it('sends clicks and commands to the routes that take them', () => {
    const routes = read('ingress/routes/slack.ts');
    const urls = [manifest.settings?.interactivity?.request_url, command?.url];
    for (const url of urls) {
      expect(url).toMatch(/^https:\/\//);
      expect(routes).toContain(`app.post('${new URL(url ?? '').pathname}'`);
    }
  });

  it('hints at every word that the command knows', async () => {
    // Words without an incident that nobody needs to look up.
    const nobody = { id: 'bob', name: 'Bob', groups: [] };
    const help = await obeyCommand('help', nobody, {} as SlackDeps);
    const known = [...help.matchAll(/`\/penstock (\w+)/g)].map(([, word]) => word);
    const hinted = command?.usage_hint?.split('|').map((part) => part.trim().split(' ')[0]);
    expect(hinted).toEqual(known);
  });

  it('keeps to the lengths that Slack allows', () => {
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description?.length).toBeLessThanOrEqual(140);
    expect(command?.command).toBe('/penstock');
  });
});
