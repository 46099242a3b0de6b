// The provider's own scheduler. Off unless a connection asks for it, so that tests count runs exactly.
import type { ConnectionSpec } from './connection-spec';
import type { SimConnection } from './connection';
import type { Runs } from './runs';
import type { World } from './world';

export function scheduleEverySeconds(spec: ConnectionSpec): number | null {
  return spec.scheduleSeconds ?? (spec.autoRun ? spec.scheduleMinutes * 60 : null);
}

/** Ticks until the connection is gone; a paused, running or manually scheduled connection skips its turn. */
export function keepSchedule<Native>(
  world: World<Native>,
  runs: Runs<Native>,
  connection: SimConnection<Native>,
  everySeconds: number,
): void {
  world.clock.after(everySeconds * 1000, () => {
    if (world.connections.get(connection.id) !== connection) return;
    const due = !connection.paused && connection.active === null && connection.scheduleType === 'auto';
    if (due) runs.start(connection, { kind: 'sync', trigger: 'schedule' });
    keepSchedule(world, runs, connection, everySeconds);
  });
}
