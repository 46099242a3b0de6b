// Any receiver of webhooks: the incident as JSON, signed as Standard Webhooks has it (standardwebhooks.com).
import { Webhook } from 'standardwebhooks';
import type { Notice } from '../../domain/notice/notice';
import { plainText } from '../../domain/notice/plain-text';
import type { OutgoingWebhookSettings } from '../../domain/notice/surfaces';
import { isOver, titleOf } from '../../domain/notice/told';
import { OpError } from '../../domain/op-error';
import type { Surface } from '../../domain/ports';
import { createAccountGate, type AccountGate } from '../http/account-gate';
import { secretsOfAddress } from '../http/address-secrets';
import { callPlain } from '../http/json-caller';

/** One delivery for each change; the same change has the same `webhook-id`, so that a receiver can tell repeats. */
export function createWebhookSurface(
  settings: OutgoingWebhookSettings,
  options: { timeoutMs: number; now(): Date },
): Surface {
  const signers = settings.secrets.map((secret) => new Webhook(secret));
  const gates = new Map<string, AccountGate>();
  return {
    kind: 'webhook',
    async show(notice, mark) {
      const url = addressFor(settings, notice.place);
      const gate = gates.get(url) ?? createAccountGate('the receiver', options);
      gates.set(url, gate);
      const now = options.now();
      const id = deliveryId(notice);
      const body = deliveryOf(notice, mark === null);
      const text = JSON.stringify(body);
      // The path of an address is often its secret, so no message names it.
      const name = `Webhook to ${new URL(url).host}`;
      const secrets = () => [...settings.secrets, ...secretsOfAddress(url)];
      await callPlain(
        { name, baseUrl: url, secrets, explain: () => ({}), now: options.now, gate },
        {
          ...{ purpose: 'write', method: 'POST', path: '', body, timeoutMs: options.timeoutMs },
          headers: {
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
            'webhook-signature': signers.map((signer) => signer.sign(id, now, text)).join(' '),
          },
        },
      );
      return { id };
    },
  };
}

/** Stays the same however often one change is delivered. */
function deliveryId({ incident }: Notice): string {
  return `msg_${incident.id}_${Date.parse(incident.updatedAt)}`;
}

function deliveryOf({ incident, progress, mention }: Notice, first: boolean) {
  const type = isOver(incident) ? incident.status : first ? 'opened' : 'updated';
  return {
    type: `incident.${type}`,
    timestamp: incident.updatedAt,
    data: {
      title: titleOf(incident),
      incident,
      progress: progress.map(({ key, at, text }) => ({ key, at, text: plainText(text) })),
      awaiting: mention,
    },
  };
}

function addressFor({ url, places }: OutgoingWebhookSettings, place: string | undefined): string {
  if (place === undefined) return url;
  const address = Object.hasOwn(places, place) ? places[place] : undefined;
  if (address !== undefined) return address;
  throw new OpError('provider.rejected', {
    message: `No webhook is called "${place}"; name its address under webhook.places in config/surfaces.yaml`,
  });
}
