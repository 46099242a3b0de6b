// Fivetran's webhooks: who gets which event, the payload as captured live, and the signature.
import { createHmac } from 'node:crypto';
import type { WebhookDelivery } from '../engine/webhook-delivery';
import type { FivetranConnection } from './connection-native';
import type { RegisteredWebhooks } from './registered-webhooks';

/** 6 min, 27 min, 1 h 45, 6 h 25, 23 h 13 after the first attempt (source: Google SecOps' Fivetran guide). */
export const RETRY_LADDER_SECONDS = [6 * 60, 21 * 60, 78 * 60, 280 * 60, 1008 * 60];

export interface SyncEndData {
  readonly status: string;
  readonly reason?: string;
  readonly taskType?: string;
  readonly rescheduledAt?: string;
}

export interface EventExtras {
  readonly syncId?: string;
  readonly data?: Readonly<Record<string, unknown>> | SyncEndData;
}

export class WebhookEvents {
  constructor(
    private readonly delivery: WebhookDelivery,
    private readonly registered: RegisteredWebhooks,
  ) {}

  /** Key order and compactness as in the published live capture of 2026-05-22. */
  announce(connection: FivetranConnection, event: string, extras: EventExtras = {}): void {
    const payload = {
      event,
      created: new Date().toISOString(),
      connector_type: connection.kind,
      connector_id: connection.id,
      connector_name: connection.native.schema,
      ...(extras.syncId === undefined ? {} : { sync_id: extras.syncId }),
      destination_group_id: connection.native.groupId,
      ...(extras.data === undefined ? {} : { data: extras.data }),
    };
    const body = JSON.stringify(payload);
    const { url, secret } = this.delivery.settings;
    if (url !== null) this.post(event, connection.id, url, body, secret);
    for (const hook of this.registered.receivers(event, connection.native.groupId)) {
      this.post(event, connection.id, hook.url, body, hook.secret);
    }
  }

  /** The POST made on creation or activation and by `POST /webhooks/{id}/test`: no sync_id, no real connection. */
  async test(event: string, url: string, secret: string | null): Promise<number> {
    const body = JSON.stringify({
      event,
      created: new Date().toISOString(),
      connector_type: '_connector_type',
      connector_id: '_connector_1',
      group_id: '_destination_1',
    });
    return this.delivery.probe({ ...this.outgoing(event, null, url, body, secret) });
  }

  private post(event: string, id: string, url: string, body: string, secret: string | null): void {
    this.delivery.send(this.outgoing(event, id, url, body, secret));
  }

  private outgoing(
    event: string,
    connectionId: string | null,
    url: string,
    body: string,
    secret: string | null,
  ) {
    const headers = secret === null ? {} : { 'X-Fivetran-Signature-256': this.sign(body, secret) };
    return { event, connectionId, url, body, headers, retrySeconds: RETRY_LADDER_SECONDS };
  }

  /** Hex HMAC-SHA256 over the raw body, no prefix; upper case as receivers of 2026 report. */
  private sign(body: string, secret: string): string {
    const digest = createHmac('sha256', secret).update(body).digest('hex');
    return this.delivery.settings.signatureCase === 'upper' ? digest.toUpperCase() : digest;
  }
}
