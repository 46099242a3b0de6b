// Airbyte's outgoing webhooks: unsigned, one attempt, and only for the few things that the vendor tells.
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import type { AirbyteConnection } from './native';
import { jobBody, sampleBody } from './notification-body';
import { disabledBody, schemaBody } from './notification-text';
import { isBreaking, type StreamTransform } from './schema-changes';
import type { NotificationEvent } from './workspace';

export class Notifications {
  constructor(private readonly instance: AirbyteInstance) {}

  /** Cancelled runs, refreshes and clears never notify (airbytehq/airbyte #84410); a clean-up after a restart does. */
  jobEnded(job: Job): void {
    const { record } = job;
    if (record.status === 'succeeded' && record.kind === 'sync')
      this.send('success', job.connection, jobBody(this.instance, job, 'success'));
    if (record.status === 'failed' && (record.kind === 'sync' || job.cleanedUp))
      this.send('failure', job.connection, jobBody(this.instance, job, 'failure'));
  }

  queued(job: Job): void {
    this.send('connectionSyncQueued', job.connection, jobBody(this.instance, job, 'queued'));
  }

  syncDisabled(connection: AirbyteConnection): void {
    this.send('syncDisabled', connection, disabledBody(this.instance, connection, 'disabled'));
  }

  syncDisabledWarning(connection: AirbyteConnection): void {
    this.send('syncDisabledWarning', connection, disabledBody(this.instance, connection, 'warning'));
  }

  schemaPropagated(connection: AirbyteConnection, transforms: readonly StreamTransform[]): void {
    if (connection.native.notifySchemaChanges !== true) return;
    const body = schemaBody(this.instance, connection, transforms, 'propagated');
    this.send('connectionUpdate', connection, body);
  }

  /** Silent unless the connection says so; the public API and Terraform never do. */
  schemaToApply(connection: AirbyteConnection, transforms: readonly StreamTransform[]): void {
    if (connection.native.notifySchemaChanges !== true) return;
    const body = schemaBody(this.instance, connection, transforms, 'to_apply');
    this.send(
      isBreaking(transforms) ? 'connectionUpdateActionRequired' : 'connectionUpdate',
      connection,
      body,
    );
  }

  /** `notifications/try_webhook`: sample data with made-up IDs, one attempt, the outcome told. */
  async tryWebhook(url: string, trigger: string): Promise<number> {
    const body = JSON.stringify(sampleBody(trigger, this.instance.clock.now()));
    const event = `test:${trigger}`;
    return this.instance.delivery.probe({
      event,
      connectionId: null,
      url,
      body,
      headers: {},
      retrySeconds: [],
    });
  }

  /** The control API's URL hears everything, a workspace setting only its own event. Google Chat gets text alone. */
  private send(event: NotificationEvent, connection: AirbyteConnection, body: { text: string }): void {
    const { delivery, workspaces } = this.instance;
    const workspace = workspaces.get(connection.native.workspaceId);
    for (const url of [delivery.settings.url, workspace?.webhookUrl(event) ?? null]) {
      if (url === null) continue;
      const sent = url.startsWith('https://chat.googleapis.com') ? { text: body.text } : body;
      delivery.send({
        event,
        connectionId: connection.id,
        url,
        body: JSON.stringify(sent),
        headers: {},
        retrySeconds: [],
      });
    }
  }
}
