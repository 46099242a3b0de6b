// Whether Airbyte tells us of failures: every workspace sends every event to this account's path, with a secret we know.
import type { AirbyteAccount } from '../../../domain/account';
import type { RegisteredWebhook } from '../../../domain/ports';
import type { SurveyFinding } from '../../../domain/sweep/survey';
import { webhookPath } from '../../../domain/webhook-order';
import { unknown, type Probe } from '../../http/probe';
import { isComplete } from '../webhook-settings';

const check = 'webhooks';

/** Never shows what stands behind the account's name in the path. */
export function webhooks(
  config: AirbyteAccount,
  workspaces: readonly string[],
  listed: Probe<RegisteredWebhook[]>,
): SurveyFinding {
  if (!listed.ok) return unknown(check, listed.error);
  const path = webhookPath('airbyte', config.name, undefined);
  const fix = `penstock webhook register airbyte/${config.name} --url https://…`;
  const warning = (detail: string): SurveyFinding => ({ check, status: 'warning', detail, fix });
  const ours = listed.data.filter((hook) => secretIn(hook.url, path) !== undefined);
  if (ours.length === 0)
    return warning(`no workspace sends to ${path}: failures are found by the sweep only`);
  const active = ours.filter((hook) => hook.active);
  if (active.length === 0) return warning(`webhooks to ${path} are set and switched off`);
  if (config.webhookSecrets.length === 0) {
    return {
      ...{ check, status: 'warning' },
      detail: 'webhooks are set, and no webhookSecrets are configured: deliveries are refused',
      fix: `set webhookSecrets in config/accounts.yaml, then run: ${fix}`,
    };
  }
  const strange = active.filter((hook) => !config.webhookSecrets.includes(secretIn(hook.url, path) ?? ''));
  if (strange.length > 0)
    return warning(
      `${strange.length} webhooks carry none of the configured webhookSecrets in their path: deliveries are refused unless a proxy adds one`,
    );
  const partly = active.filter((hook) => !isComplete(hook));
  if (partly.length > 0) return warning(`${partly.length} workspaces send only some of the events`);
  if (active.length < workspaces.length)
    return warning(`${active.length} of ${workspaces.length} workspaces send to ${path}`);
  return {
    check,
    status: 'ok',
    detail: `active for ${active.length} ${active.length === 1 ? 'workspace' : 'workspaces'}`,
  };
}

/** `undefined` where the URL is not this account's; empty where it holds no secret. */
function secretIn(url: string, path: string): string | undefined {
  const found = URL.parse(url)?.pathname.replace(/\/+$/, '') ?? '';
  const at = found.indexOf(path);
  const rest = at < 0 ? undefined : found.slice(at + path.length);
  if (rest === undefined || (rest !== '' && !rest.startsWith('/'))) return undefined;
  try {
    return decodeURIComponent(rest.slice(1));
  } catch {
    return rest.slice(1);
  }
}
