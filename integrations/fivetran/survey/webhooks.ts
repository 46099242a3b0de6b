// Whether Fivetran tells us of ended syncs: a webhook to this account's path, switched on, for sync_end.
import type { FivetranAccount } from '../../../domain/account';
import type { RegisteredWebhook } from '../../../domain/ports';
import type { SurveyFinding } from '../../../domain/sweep/survey';
import { unknown, type Probe } from '../../http/probe';

const check = 'webhooks';

export function webhooks(config: FivetranAccount, listed: Probe<RegisteredWebhook[]>): SurveyFinding {
  if (!listed.ok) return unknown(check, listed.error, 'give the key WEBHOOK READ to have this checked');
  const path = `/webhooks/fivetran/${config.name}`;
  const register = `run: penstock webhook register fivetran/${config.name}`;
  const ours = listed.data.filter((hook) => pathOf(hook.url).endsWith(path));
  if (ours.length === 0) {
    return {
      ...{ check, status: 'warning', fix: register },
      detail: `no webhook points to ${path}: failures are found by the sweep only`,
    };
  }
  const useful = ours.filter((hook) => hook.events.includes('sync_end'));
  if (useful.length === 0)
    return {
      check,
      status: 'warning',
      detail: `the webhook to ${path} does not send sync_end`,
      fix: register,
    };
  const active = useful.filter((hook) => hook.active);
  if (active.length === 0) {
    return {
      ...{ check, status: 'warning', fix: register },
      detail: `the webhook to ${path} is switched off (Fivetran does so after three days of failed deliveries)`,
    };
  }
  if (config.webhookSecrets.length === 0) {
    return {
      ...{ check, status: 'warning' },
      detail: 'a webhook is registered, and no webhookSecrets are configured: its deliveries are refused',
      fix: 'set webhookSecrets in config/accounts.yaml, then register the webhook again',
    };
  }
  const groups = active.flatMap((hook) => hook.scope ?? []);
  const some = groups.length === active.length;
  const covers = some ? `groups ${groups.slice(0, 5).join(', ')} only` : 'the whole account';
  return { check, status: 'ok', detail: `active for ${covers}` };
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname.replace(/\/+$/, '') ?? '';
}
