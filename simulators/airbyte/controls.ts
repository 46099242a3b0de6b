// What tests can do to an Airbyte beyond the shared controls: settings, tokens, locks, quotas, a platform restart.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { breakSpec, newBreakage } from '../engine/break-spec';
import { BadControl, read } from '../engine/control-body';
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection } from './native';
import { changeSettings } from './settings';
import type { Tokens } from './tokens';

const connectionBody = z.strictObject({
  locked: z.string().min(1).nullable().optional(),
  notifySchemaChanges: z.boolean().nullable().optional(),
  quotaResetSeconds: z.number().min(0).nullable().optional(),
});
const RESTARTED = breakSpec.parse({
  message: 'An internal transient Airbyte error has occurred. The sync should work fine on the next retry.',
  failureOrigin: 'airbyte_platform',
  failureType: 'transient_error',
  until: 'never',
  attempts: 1,
});

export function addAirbyteControls(sim: FastifyInstance, instance: AirbyteInstance, tokens: Tokens): void {
  sim.post('/tokens/expire', async () => {
    tokens.expireAll();
    return { expired: true };
  });
  sim.get('/settings', async () => instance.settings);
  sim.patch('/settings', async (request) => {
    try {
      instance.settings = changeSettings(instance.settings, request.body);
    } catch (error) {
      throw new BadControl(400, error instanceof z.ZodError ? z.prettifyError(error) : String(error));
    }
    return instance.settings;
  });

  /** `locked` (the reason, or null to unlock), `notifySchemaChanges`, `quotaResetSeconds` (streams RATE_LIMITED). */
  sim.patch('/connections/:id/airbyte', async (request) => {
    const { id } = z.object({ id: z.string() }).parse(request.params);
    const connection = instance.world.connections.get(id);
    if (connection === undefined) throw new BadControl(404, `no connection ${id}`);
    const body = read(connectionBody, request.body);
    const { native } = connection;
    if (body.locked !== undefined)
      native.standing =
        body.locked === null ? { kind: 'usual' } : { kind: 'locked', statusReason: body.locked };
    if (body.notifySchemaChanges !== undefined) native.notifySchemaChanges = body.notifySchemaChanges;
    if (body.quotaResetSeconds !== undefined)
      native.rateLimitedUntil =
        body.quotaResetSeconds === null ? null : instance.clock.now() + body.quotaResetSeconds * 1000;
    return { id, locked: native.standing.kind === 'locked', quotaReset: native.rateLimitedUntil };
  });

  /** Jobs under way are cleaned up as failed, and each tells so, whatever its type: a burst. */
  sim.post('/platform-restart', async () => {
    const running = [...instance.world.connections.values()].filter(({ active }) => active !== null);
    return { failed: running.map((connection) => failOnRestart(instance, connection)) };
  });
}

function failOnRestart(instance: AirbyteInstance, connection: AirbyteConnection): number | null {
  const job = connection.active === null ? undefined : instance.jobs.of(connection.active.record);
  if (job === undefined) return null;
  job.cleanedUp = true;
  instance.runs.abort(connection, newBreakage(RESTARTED, instance.clock.now(), connection.paused));
  return job.id;
}
