// One Airbyte account behind the ProviderAccount port.
import type { AirbyteAccount } from '../../domain/account';
import type { ProviderAccount } from '../../domain/ports';
import { createAirbyteApi } from './api';
import { applyAirbyte } from './control';
import { createConsoleLinks } from './console-links';
import { createAirbyteReader } from './facts';
import { surveyAirbyte } from './survey/survey';
import { createAirbyteSweep } from './sweep/sweep';
import { readAirbyteTarget } from './target';
import { createWebhookRegistry } from './webhook-registry';
import { workspacesSchema } from './wire.schema';
import { createWorkspaces } from './workspaces';

export function createAirbyteAccount(config: AirbyteAccount, deps: { now(): Date }): ProviderAccount {
  const api = createAirbyteApi(config, deps);
  const links = createConsoleLinks(config);
  const reader = createAirbyteReader(config, api, deps, links.learn);
  const workspaces = createWorkspaces(config, api, deps);
  return {
    provider: 'airbyte',
    account: config.name,
    access: config.access,
    readState: reader.readState,
    readFacts: reader.readFacts,
    apply: (command) => applyAirbyte(config, api, reader, command, deps),
    consoleUrl: links.urlOf,
    readTarget: (command) => readAirbyteTarget(api, command, deps),
    sweep: createAirbyteSweep({ config, api, workspaces, onConnection: links.learn, now: deps.now }),
    repairLink: () => Promise.resolve(null),
    survey: () => surveyAirbyte({ config, gate: api.gate, now: deps.now }),
    webhooks: createWebhookRegistry(api, workspaces),
    async whoAmI() {
      // The public API has no "me"; a token acts as the user who made the application, and this is what they see.
      const { data } = await api.read('/workspaces', workspacesSchema, { limit: '1' });
      const workspace = data[0];
      return {
        identity: workspace
          ? `workspace ${workspace.name} (${workspace.workspaceId})`
          : 'no visible workspace',
      };
    },
  };
}
