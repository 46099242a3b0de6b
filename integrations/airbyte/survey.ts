// Is an Airbyte account in order? Only reads; every failure is a finding.
import { z } from 'zod';
import type { AirbyteAccount } from '../../domain/account';
import { OpError } from '../../domain/op-error';
import type { AccountSurvey, SurveyFinding } from '../../domain/sweep/survey';
import { webhookPath } from '../../domain/webhook-order';
import type { AirbyteApi } from './api';
import { workspacesSchema } from './wire.schema';
import type { WebhookRegistry } from '../../domain/ports';

const anything = z.unknown();

export async function surveyAirbyte(
  config: AirbyteAccount,
  api: AirbyteApi,
  webhooks: WebhookRegistry,
): Promise<AccountSurvey> {
  const seen = await tried(() => api.read('/workspaces', workspacesSchema, { limit: '1' }, 'sweep'));
  const findings = [reachable(config, seen), credentials(config, seen)];
  if (!seen.ok) return { findings };
  findings.push(
    visible(seen.value.data.length),
    writing(config),
    await configApi(config, api),
    {
      ...{ check: 'limits', status: 'unknown' },
      detail: `Airbyte publishes no limit; ${config.requestsPerSecond} calls a second are asked for at most`,
    },
    await hooks(config, webhooks),
  );
  return { findings };
}

type Tried<T> = { ok: true; value: T } | { ok: false; error: OpError };

async function tried<T>(read: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    if (error instanceof OpError) return { ok: false, error };
    const message = error instanceof Error ? error.name : 'unknown fault';
    return { ok: false, error: new OpError('provider.invalid_answer', { message }) };
  }
}

/** A wrong base path of a self-managed Airbyte is answered 200 with its web application. */
function reachable({ baseUrl, name }: AirbyteAccount, seen: Tried<unknown>): SurveyFinding {
  const check = 'reachable';
  if (seen.ok) return { check, status: 'ok', detail: `${baseUrl} answers` };
  if (seen.error.code === 'provider.invalid_answer') {
    return {
      ...{ check, status: 'failed', detail: seen.error.message },
      fix: `check baseUrl of account ${name}: Cloud is https://api.airbyte.com/v1, self-managed ends in /api/public/v1`,
    };
  }
  if (seen.error.httpStatus !== undefined) return { check, status: 'ok', detail: `${baseUrl} answers` };
  return {
    ...{ check, status: 'failed', detail: seen.error.message },
    fix: 'check baseUrl in config/accounts.yaml, the network and the proxy',
  };
}

function credentials({ name }: AirbyteAccount, seen: Tried<unknown>): SurveyFinding {
  const check = 'credentials';
  if (seen.ok) return { check, status: 'ok', detail: 'the application gets a token and may read' };
  const { code, message } = seen.error;
  if (code !== 'provider.unauthorized' && code !== 'provider.forbidden' && code !== 'provider.rejected')
    return { check, status: 'unknown', detail: message };
  return {
    ...{ check, status: 'failed', detail: message },
    fix: `renew clientId and clientSecret of account ${name} in config/accounts.yaml (an application goes with its user)`,
  };
}

function visible(workspaces: number): SurveyFinding {
  const check = 'permissions';
  if (workspaces > 0) return { check, status: 'ok', detail: 'the application sees workspaces' };
  return {
    ...{ check, status: 'warning', detail: 'the application sees no workspace' },
    fix: 'give its user WORKSPACE_RUNNER (to sync) or WORKSPACE_EDITOR (to change) on the workspaces',
  };
}

function writing({ access }: AirbyteAccount): SurveyFinding {
  const check = 'write_permissions';
  if (access === 'read_only')
    return { check, status: 'ok', detail: 'the account is configured read-only: nothing is written' };
  return {
    ...{ check, status: 'unknown' },
    detail: 'what the application may write cannot be told without writing',
    fix: 'its user needs WORKSPACE_RUNNER to sync and cancel, WORKSPACE_EDITOR for everything else',
  };
}

async function configApi({ configApiUrl }: AirbyteAccount, api: AirbyteApi): Promise<SurveyFinding> {
  const check = 'config_api';
  if (configApiUrl === undefined) {
    return {
      ...{ check, status: 'warning' },
      detail: 'not configured: no reasons of failures, no schema changes, no single streams',
      fix: 'set configApiUrl (Cloud: https://cloud.airbyte.com/api/v1, self-managed: …/api/v1)',
    };
  }
  const asked = await tried(() =>
    api.config.read('/connections/status', { connectionIds: [] }, anything, 'sweep'),
  );
  if (asked.ok) return { check, status: 'ok', detail: `${configApiUrl} answers` };
  return { check, status: 'failed', detail: asked.error.message, fix: 'check configApiUrl, or leave it out' };
}

async function hooks(config: AirbyteAccount, registry: WebhookRegistry): Promise<SurveyFinding> {
  const check = 'webhooks';
  const path = webhookPath('airbyte', config.name, undefined);
  const fix = `npx penstock webhook register airbyte/${config.name} --url https://…`;
  const listed = await tried(() => registry.list());
  if (!listed.ok) return { check, status: 'unknown', detail: listed.error.message };
  const ours = listed.value.filter((hook) => hook.url.includes(path));
  if (ours.some((hook) => hook.active))
    return { check, status: 'ok', detail: `${ours.length} workspaces send here` };
  const detail =
    ours.length > 0 ? 'registered, but switched off' : 'no workspace sends here: only sweeps find failures';
  return { check, status: 'warning', detail, fix };
}
