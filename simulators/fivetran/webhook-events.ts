// Fivetran's webhooks: who gets which event, the payload as captured live, and the signature.
import { createHmac } from 'node:crypto';
import type { Clock } from '../engine/clock';
import type { WebhookDelivery } from '../engine/webhook-delivery';
import type { FivetranConnection } from './connection-native';
import type { RegisteredWebhook, RegisteredWebhooks } from './registered-webhooks';
import type { Transformation, TransformationNews } from './transformations';
import { SIM_USER } from './users';

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

interface Message {
  readonly event: string;
  readonly connectionId: string | null;
  readonly groupId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export class WebhookEvents {
  constructor(
    private readonly clock: Clock,
    private readonly delivery: WebhookDelivery,
    private readonly registered: RegisteredWebhooks,
  ) {}

  /** Key order and compactness as in the published live capture of 2026-05-22. */
  announce(connection: FivetranConnection, event: string, extras: EventExtras = {}): void {
    const { groupId, schema } = connection.native;
    const payload = {
      event,
      created: this.now(),
      connector_type: connection.kind,
      connector_id: connection.id,
      connector_name: schema,
      ...(extras.syncId === undefined ? {} : { sync_id: extras.syncId }),
      destination_group_id: groupId,
      ...(extras.data === undefined ? {} : { data: extras.data }),
    };
    this.deliver({ event, connectionId: connection.id, groupId, payload });
  }

  /** What someone did to a connection: the data names the actor, as the vendor's log events do. */
  announceAct(
    connection: FivetranConnection,
    event: string,
    more: Readonly<Record<string, unknown>> = {},
    actor: string = SIM_USER,
  ): void {
    this.announce(connection, event, { data: { actor, id: connection.id, ...more } });
  }

  /** Receivers that asked for the old `dbt_run_*` names get those. The payload's shape is unconfirmed. */
  announceTransformation(news: TransformationNews, about: Transformation): void {
    const result = { description: about.fails ?? 'Steps: successful 1, failed 0' };
    const data = { transformationId: about.id, ...(news === 'transformation_start' ? {} : { result }) };
    const { groupId } = about;
    for (const event of [news, news.replace('transformation', 'dbt_run')]) {
      const payload = { event, created: this.now(), destination_group_id: groupId, data };
      this.deliver({ event, connectionId: null, groupId, payload }, event === news);
    }
  }

  /** The POST made on creation or activation and by `POST /webhooks/{id}/test`: no sync_id, no real connection. */
  async test(event: string, url: string, secret: string | null): Promise<number> {
    const body = JSON.stringify({
      event,
      created: this.now(),
      connector_type: '_connector_type',
      connector_id: '_connector_1',
      group_id: '_destination_1',
    });
    return this.delivery.probe(this.outgoing(event, null, url, body, secret));
  }

  private deliver({ event, connectionId, groupId, payload }: Message, toControl = true): void {
    const body = JSON.stringify(payload);
    const { url, secret } = this.delivery.settings;
    if (url !== null && toControl) this.delivery.send(this.outgoing(event, connectionId, url, body, secret));
    for (const hook of this.registered.receivers(event, groupId)) {
      const outgoing = this.outgoing(event, connectionId, hook.url, body, hook.secret);
      this.delivery.send({ ...outgoing, attempted: (delivered) => this.attempted(hook, delivered) });
    }
  }

  /** False, no further attempt, once the webhook is gone or has failed for so long that it was switched off. */
  private attempted(hook: RegisteredWebhook, delivered: boolean): boolean {
    this.registered.note(hook, delivered, this.clock.now());
    return hook.active && this.registered.byId.has(hook.id);
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

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
