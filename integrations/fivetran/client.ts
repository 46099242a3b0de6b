// One Fivetran account behind the ProviderAccount port.
import type { FivetranAccount } from '../../domain/account';
import type { ProviderAccount } from '../../domain/ports';
import { createAccountGate } from '../http/account-gate';
import { createFivetranApi, fivetranRoot } from './api';
import { applyFivetran } from './control';
import { createFivetranReader, type LoggedRuns } from './facts';
import { createGroupNames } from './group-names';
import { fivetranRepairLink } from './repair-link';
import { keyTitle } from './survey/credentials';
import { surveyFivetran } from './survey/survey';
import { createFivetranSweep } from './sweep';
import { readFivetranTarget } from './target';
import { createWebhookRegistry } from './webhook-registry';
import { accountInfoSchema } from './wire-account.schema';

export function createFivetranAccount(
  config: FivetranAccount,
  deps: { now(): Date; platformLog?: LoggedRuns },
): ProviderAccount {
  const { now } = deps;
  const gate = createAccountGate(config.name, deps);
  const api = createFivetranApi(config, { now, gate });
  const groups = createGroupNames(api, deps);
  const consoleUrl = (connectionId: string) =>
    `${consoleRoot(config.baseUrl)}/dashboard/connections/${encodeURIComponent(connectionId)}/status`;
  const reader = createFivetranReader(config, api, { now, groups, platformLog: deps.platformLog });
  return {
    provider: 'fivetran',
    account: config.name,
    access: config.access,
    ...reader,
    apply: (command) => applyFivetran(config, api, command),
    consoleUrl,
    readTarget: (command) => readFivetranTarget(api, command),
    sweep: createFivetranSweep({ config, api, groups, now }),
    repairLink: (id) => fivetranRepairLink(config, api, id, consoleUrl(id)),
    survey: () => surveyFivetran({ config, gate, now }),
    webhooks: createWebhookRegistry(api),
    async whoAmI() {
      return { identity: keyTitle(await api.read('/v1/account/info', accountInfoSchema)) };
    },
  };
}

/** The dashboard of api.fivetran.com is fivetran.com; any other base (a proxy, a simulator) stands for itself. */
function consoleRoot(baseUrl: string): string {
  const root = fivetranRoot(baseUrl);
  return new URL(root).hostname === 'api.fivetran.com' ? 'https://fivetran.com' : root;
}
