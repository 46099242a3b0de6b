// Webhooks of an account, set up and tended at the provider on an operator's order.
import type { AccountConfig } from '../domain/account';
import type { AccountRef } from '../domain/connection-ref';
import { OpError } from '../domain/op-error';
import type { ProviderAccounts } from '../domain/ports';
import type { RegisteredWebhook, WebhookRegistry } from '../domain/ports';
import { webhookPath, type WebhookOrder, type WebhookState } from '../domain/webhook-order';
import { asProviderRead } from './failure';

export function createWebhookActivities(deps: {
  accounts: ProviderAccounts;
  configOf: (ref: AccountRef) => AccountConfig;
}) {
  return {
    /**
     * Registering is idempotent by URL, so a retry changes nothing; secrets come from configuration and never leave it.
     * @throws ApplicationFailure `provider.not_supported` where the account cannot be told by API
     */
    async tendWebhooks({ ref, order }: { ref: AccountRef; order: WebhookOrder }): Promise<WebhookState[]> {
      return asProviderRead(async () => {
        const config = deps.configOf(ref);
        const registry = registryOf(deps.accounts, ref);
        const shown = (hook: RegisteredWebhook) => shownHook(hook, config);
        switch (order.do) {
          case 'list':
            return (await registry.list()).map(shown);
          case 'register': {
            const [secret] = config.webhookSecrets;
            const path = webhookPath(ref.provider, ref.account, secret);
            const hook = await registry.register({
              url: `${order.publicUrl.replace(/\/+$/, '')}${path}`,
              ...(secret !== undefined && { secret }),
              ...(order.scope !== undefined && { scope: order.scope }),
            });
            return [shown(hook)];
          }
          case 'verify': {
            const ours = (await registry.list()).filter((hook) => shown(hook).ours);
            return Promise.all(
              ours.map(async (hook) => ({ ...shown(hook), test: await tested(registry, hook) })),
            );
          }
        }
      });
    },
  };
}

function registryOf(accounts: ProviderAccounts, ref: AccountRef): WebhookRegistry {
  const { webhooks } = accounts.get(ref.provider, ref.account);
  if (webhooks) return webhooks;
  throw new OpError('provider.not_supported', {
    message: `${ref.provider} account ${ref.account} cannot be told by API where to send webhooks`,
  });
}

/** A delivery that the provider could not make is an answer, not a failure of ours. */
async function tested(
  registry: WebhookRegistry,
  hook: RegisteredWebhook,
): Promise<{ delivered: boolean; detail: string }> {
  try {
    if (!hook.active) await registry.activate(hook.id);
    return await registry.test(hook.id);
  } catch (error) {
    if (error instanceof OpError) return { delivered: false, detail: error.message };
    throw error;
  }
}

function shownHook(hook: RegisteredWebhook, config: AccountConfig): WebhookState {
  const path = webhookPath(config.provider, config.name, undefined);
  const url = config.webhookSecrets.reduce(
    (text, secret) => text.replaceAll(encodeURIComponent(secret), '[secret]').replaceAll(secret, '[secret]'),
    hook.url,
  );
  return { ...hook, url, ours: hook.url.includes(path) };
}
