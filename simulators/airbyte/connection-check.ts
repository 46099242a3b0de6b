// Checks whether a source or destination still connects: whichever end the breakage names is the one that fails.
import { failsTests } from '../engine/breakage';
import type { ActorKind } from './actors';
import type { AirbyteInstance } from './instance';
import type { Actor, AirbyteConnection } from './native';

export function endOf(broken: AirbyteConnection['broken']): ActorKind {
  const origin =
    broken?.failureOrigin ?? (broken?.class === 'destination_failure' ? 'destination' : 'source');
  return origin === 'destination' ? 'destination' : 'source';
}

/** Noted on every connection of this end. */
export function checkActor(instance: AirbyteInstance, actor: Actor, end: ActorKind) {
  const connections = instance.connectionsOf(actor);
  const sick = connections.find(({ broken }) => failsTests(broken) && endOf(broken) === end);
  const said = `${end} check ${sick === undefined ? 'passed' : 'failed'}`;
  for (const connection of connections) instance.world.effect(connection, 'test', 'api', said);
  const jobInfo = synchronousJob(instance, `check_connection_${end}`, sick === undefined);
  if (sick === undefined) return { status: 'succeeded', jobInfo };
  return { status: 'failed', message: sick.broken?.message ?? '', jobInfo };
}

/** Checks and discoveries answer with a job that never was in the list of jobs; its times are epoch seconds. */
export function synchronousJob(instance: AirbyteInstance, configType: string, succeeded: boolean) {
  const now = Math.floor(instance.clock.now() / 1000);
  return {
    id: instance.random.uuid(),
    configType,
    createdAt: now,
    endedAt: now,
    succeeded,
    connectorConfigurationUpdated: false,
    logs: { logLines: [] },
  };
}
