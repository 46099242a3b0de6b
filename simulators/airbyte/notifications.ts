// Airbyte's outgoing webhooks: unsigned, one attempt, only for jobs of type sync that succeeded or failed.
import type { HistoryRecord } from '../engine/connection';
import type { WebhookDelivery } from '../engine/webhook-delivery';
import { notificationBody, sampleBody } from './notification-body';
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection } from './native';

export class Notifications {
  constructor(
    private readonly instance: AirbyteInstance,
    private readonly delivery: WebhookDelivery,
  ) {}

  /** Cancelled runs, refreshes and clears never notify (known vendor gap). */
  runEnded(connection: AirbyteConnection, run: HistoryRecord): void {
    if (run.kind !== 'sync' || (run.status !== 'succeeded' && run.status !== 'failed')) return;
    const event = run.status === 'succeeded' ? 'success' : 'failure';
    const body = JSON.stringify(notificationBody(this.instance, connection, run));
    for (const url of this.urlsFor(event)) {
      this.delivery.send({ event, connectionId: connection.id, url, body, headers: {}, retrySeconds: [] });
    }
  }

  /** `notifications/try_webhook`: sample data with made-up IDs, one attempt, the outcome told. */
  async tryWebhook(url: string, trigger: string): Promise<number> {
    const body = JSON.stringify(sampleBody(trigger));
    return this.delivery.probe({
      event: `test:${trigger}`,
      connectionId: null,
      url,
      body,
      headers: {},
      retrySeconds: [],
    });
  }

  /** The control API's URL hears everything, a workspace setting only its own event. */
  private urlsFor(event: string): string[] {
    const urls = [this.delivery.settings.url, this.instance.workspace.webhookUrl(event)];
    return urls.filter((url) => url !== null);
  }
}
