// The config API's checks and discovery of sources and destinations, and its test of a notification webhook.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { failsTests } from '../engine/breakage';
import { findActor } from './actor-routes';
import { catalogStream } from './config-connection-view';
import type { AirbyteInstance } from './instance';
import { findConnection } from './job-acts';
import { uuidFrom } from '../engine/random';
import type { Actor, AirbyteConnection } from './native';
import { readInput } from './problems';
import { catalogDiff, discoverFor, schemaChange } from './schema-changes';

const sourceBody = z.looseObject({ sourceId: z.string(), connectionId: z.string().optional() });
const destinationBody = z.looseObject({ destinationId: z.string() });
const tryBody = z.looseObject({
  slackConfiguration: z.looseObject({ webhook: z.string() }),
  notificationTrigger: z.string(),
});

export function addConfigActorRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const source = (raw: unknown) => findActor(instance.sources, 'source', readInput(sourceBody, raw).sourceId);
  const destination = (raw: unknown) =>
    findActor(instance.destinations, 'destination', readInput(destinationBody, raw).destinationId);

  /** Whichever end the breakage names is the one whose check fails. */
  const check = (actor: Actor, end: 'source' | 'destination') => {
    const connections = instance.connectionsOf(actor);
    const sick = connections.find(({ broken }) => failsTests(broken) && endOf(broken) === end);
    for (const connection of connections) {
      instance.world.effect(
        connection,
        'test',
        'api',
        `${end} check ${sick === undefined ? 'passed' : 'failed'}`,
      );
    }
    const jobInfo = checkJob(instance, end, sick === undefined);
    if (sick === undefined) return { status: 'succeeded', jobInfo };
    return { status: 'failed', message: sick.broken?.message ?? '', jobInfo };
  };
  for (const suffix of ['check_connection', 'check_connection_for_update']) {
    server.post(`/api/v1/sources/${suffix}`, async (request) => check(source(request.body), 'source'));
    server.post(`/api/v1/destinations/${suffix}`, async (request) =>
      check(destination(request.body), 'destination'),
    );
  }

  /** Only with a connection ID has it side effects: then a breaking change pauses that connection. */
  server.post('/api/v1/sources/discover_schema', async (request) => {
    const { connectionId } = readInput(sourceBody, request.body);
    const found = source(request.body);
    const connection = connectionId === undefined ? undefined : findConnection(instance, connectionId);
    if (connection !== undefined) discoverFor(instance, connection);
    const seen = connection ?? instance.connectionsOf(found)[0];
    const streams = (seen?.source ?? []).map((table) => ({
      stream: catalogStream(table),
      config: { selected: true },
    }));
    return {
      catalog: { streams },
      catalogId: uuidFrom(JSON.stringify(streams)),
      jobInfo: checkJob(instance, 'source', true),
      ...(connection === undefined
        ? {}
        : {
            catalogDiff: catalogDiff(connection),
            breakingChange: schemaChange(connection) === 'breaking',
            connectionStatus: connection.paused ? 'inactive' : 'active',
          }),
    };
  });

  server.post('/api/v1/notifications/try_webhook', async (request) => {
    const body = readInput(tryBody, request.body);
    const status = await instance.notifications.tryWebhook(
      body.slackConfiguration.webhook,
      body.notificationTrigger,
    );
    if (status >= 200 && status < 300) return { status: 'succeeded', message: 'Notification sent' };
    return { status: 'failed', message: `Webhook answered ${status}` };
  });
}

function endOf(broken: AirbyteConnection['broken']): 'source' | 'destination' {
  const origin =
    broken?.failureOrigin ?? (broken?.class === 'destination_failure' ? 'destination' : 'source');
  return origin === 'destination' ? 'destination' : 'source';
}

function checkJob(instance: AirbyteInstance, end: string, succeeded: boolean) {
  const now = instance.clock.now();
  return {
    id: instance.random.uuid(),
    configType: `check_connection_${end}`,
    createdAt: now,
    endedAt: now,
    succeeded,
  };
}
