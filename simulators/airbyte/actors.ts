// Sources and destinations: finding, showing without secrets, configuring. New settings are what a breakage may wait for.
import { uuidFrom } from '../engine/random';
import type { AirbyteInstance } from './instance';
import { seconds } from './job-view';
import type { Actor } from './native';
import { notFound } from './problems';

export type ActorKind = 'source' | 'destination';

/** A constant: ten asterisks, whatever the secret. Sent back, it keeps the secret. */
export const SECRET_MASK = '**********';
const SECRET_FIELD = /password|secret|token|private_key|api_key|passphrase|credentials_json/i;

export function findActor(actors: ReadonlyMap<string, Actor>, kind: ActorKind, id: string): Actor {
  const actor = actors.get(id);
  if (actor === undefined) throw notFound(kind, id);
  return actor;
}

export function definitionId(kind: ActorKind, type: string): string {
  return uuidFrom(`definition/${kind}/${type}`);
}

/** `coordinates` shows where secrets are kept instead of the mask. */
export function actorView(kind: ActorKind, actor: Actor, coordinates = false) {
  return {
    [`${kind}Id`]: actor.id,
    name: actor.name,
    [`${kind}Type`]: actor.type,
    definitionId: definitionId(kind, actor.type),
    workspaceId: actor.workspaceId,
    configuration: shown(actor.configuration, (name) =>
      coordinates
        ? `airbyte_workspace_${actor.workspaceId}_secret_${uuidFrom(actor.id + name)}_v1`
        : SECRET_MASK,
    ),
    createdAt: seconds(actor.createdAt),
  };
}

type Settings = Record<string, unknown>;
const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function shown(settings: Settings, mask: (name: string) => string): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]): [string, unknown] => {
      if (isSettings(value)) return [name, shown(value, mask)];
      return [name, SECRET_FIELD.test(name) && typeof value === 'string' ? mask(name) : value];
    }),
  );
}

/** What is sent wins, except for masks, which stand for what is there. */
function merged(old: Settings, sent: Settings): Settings {
  const entries = Object.entries(sent).map(([name, value]): [string, unknown] => {
    const before = old[name];
    if (value === SECRET_MASK) return [name, before ?? value];
    return [name, isSettings(value) && isSettings(before) ? merged(before, value) : value];
  });
  return { ...old, ...Object.fromEntries(entries) };
}

/** PATCH merges, PUT replaces (masks keep their secrets in both). Masks alone change nothing and heal nothing. */
export function configure(
  instance: AirbyteInstance,
  actor: Actor,
  configuration: Settings,
  how: 'merge' | 'replace' = 'merge',
): void {
  const all = merged(actor.configuration, configuration);
  const next =
    how === 'merge' ? all : Object.fromEntries(Object.keys(configuration).map((name) => [name, all[name]]));
  if (JSON.stringify(next) === JSON.stringify(actor.configuration)) return;
  actor.configuration = next;
  for (const connection of instance.connectionsOf(actor)) {
    instance.world.effect(connection, 'config', 'api', actor.name);
    instance.world.remedy(connection, 'reauth', 'config');
  }
}
