// The webhook that the control API sets, as Fivetran's own API shows and changes it.
import type { WebhookDelivery } from '../engine/webhook-delivery';
import { EVENT_NAMES } from './event-names';
import type { RegisteredWebhook } from './registered-webhooks';

const ID = 'control_webhook';

/** `null` = the control API has set none. What is changed here is changed there. */
export function controlWebhook(delivery: WebhookDelivery): RegisteredWebhook | null {
  const { url } = delivery.settings;
  if (url === null) return null;
  const change = (settings: Partial<typeof delivery.settings>): void => {
    delivery.settings = { ...delivery.settings, ...settings };
  };
  return {
    ...{ id: ID, type: 'account', groupId: null, createdAt: 0, failingSince: null },
    // It hears everything, whatever is asked of it.
    events: [...EVENT_NAMES],
    get url() {
      return delivery.settings.url ?? url;
    },
    set url(value) {
      change({ url: value });
    },
    get secret() {
      return delivery.settings.secret;
    },
    set secret(value) {
      change({ secret: value });
    },
    get active() {
      return delivery.settings.url !== null;
    },
    set active(on) {
      if (!on) change({ url: null });
    },
  };
}
