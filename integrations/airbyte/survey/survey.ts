// What is in order with this account and what to mend: a handful of reads, every failure a finding.
import type { AirbyteAccount } from '../../../domain/account';
import type { AccountSurvey, SurveyFinding } from '../../../domain/sweep/survey';
import type { AccountGate } from '../../http/account-gate';
import { clock } from '../../http/clock-finding';
import { probing } from '../../http/probe';
import { createAirbyteApi, type AirbyteApi } from '../api';
import { dataSchema } from '../sweep/wire.schema';
import { createWebhookRegistry } from '../webhook-registry';
import { createWorkspaces } from '../workspaces';
import { configApi } from './config-api';
import { credentials } from './credentials';
import { mayRead, mayWrite } from './permissions';
import { reachable } from './reachable';
import { watched, type Seen } from './seen';
import { webhooks } from './webhooks';

interface SurveyDeps {
  config: AirbyteAccount;
  gate: AccountGate;
  now(): Date;
}

/** Some ten calls and one a workspace, none of which changes anything; tokens are fetched anew. Never throws. */
export async function surveyAirbyte({ config, gate, now }: SurveyDeps): Promise<AccountSurvey> {
  const seen: Seen = {};
  const watching = watched(gate, seen, now);
  const api = createAirbyteApi(config, { now, gate: watching });
  const health = await reachable(config, watching);
  const door = await listing(api, '/workspaces');
  const findings: SurveyFinding[] = [
    health,
    clock(seen.date?.header, seen.date?.at ?? now()),
    credentials('credentials', config, door, seen.tokenSeconds),
    limits(config),
    ...(await writer({ config, gate, now })),
  ];
  if (!door.ok && door.error.code !== 'provider.forbidden') return { findings };

  // All that are visible, whatever is configured: that tells which of the configured are not.
  const workspaces = createWorkspaces({ workspaceIds: [] }, api, { now });
  const visible = await probing(() => workspaces.visible());
  const ids = visible.ok ? visible.data.ids : [];
  const wanted = config.workspaceIds.length > 0 ? config.workspaceIds : ids;
  const registry = createWebhookRegistry(api, createWorkspaces({ workspaceIds: [...wanted] }, api, { now }));
  const lists = {
    workspaces: door,
    connections: await listing(api, '/connections'),
    jobs: await listing(api, '/jobs'),
  };
  findings.push(
    mayRead(config, ids, lists),
    mayWrite(config),
    await configApi(config, api, wanted[0]),
    webhooks(config, wanted, await probing(() => registry.list())),
  );
  return { findings };
}

const listing = (api: AirbyteApi, path: string) =>
  probing(() => api.read(path, dataSchema, { limit: '1' }, 'sweep'));

/** Credentials for writes are tried by reading with them. */
async function writer({ config, gate, now }: SurveyDeps): Promise<SurveyFinding[]> {
  if (!config.write) return [];
  const { write, ...rest } = config;
  const seen: Seen = {};
  const api = createAirbyteApi({ ...rest, ...write }, { now, gate: watched(gate, seen, now) });
  const door = await listing(api, '/workspaces');
  return [credentials('write_credentials', config, door, seen.tokenSeconds)];
}

function limits({ requestsPerSecond }: AirbyteAccount): SurveyFinding {
  return {
    ...{ check: 'limits', status: 'unknown' },
    detail: `Airbyte publishes no limit and tells none; ${requestsPerSecond} calls a second are made at most`,
  };
}
