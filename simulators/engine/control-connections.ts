// The control API's view of connections: create them, see the truth, break them, do what a person would do.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SimConnection } from './connection';
import type { Runs } from './runs';
import type { World } from './world';
import { BadControl, read } from './control-body';
import { breakSpec, healBody } from './break-spec';
import { changeSource, schemaChangeSpec } from './source-schema';
import {
  asksForMany,
  connectionSpec,
  manyConnections,
  numbered,
  type ConnectionSpec,
} from './connection-spec';
import { keepSchedule, scheduleEverySeconds } from './schedule';
import { trueState } from './true-state';

export interface ControlledConnections<Native> {
  readonly world: World<Native>;
  readonly runs: Runs<Native>;
  readonly kindField: 'service' | 'sourceType';
}

const remedyBody = z.strictObject({ did: z.enum(['reauth', 'permission', 'schema', 'config']) });
const runBody = z.strictObject({
  kind: z.enum(['sync', 'resync', 'clear']).default('sync'),
  startedSecondsAgo: z.number().min(0).default(0),
});
const changeBody = z.strictObject({
  syncSeconds: z.number().min(0).optional(),
  rowsPerSync: z.number().int().min(0).optional(),
  tags: z.array(z.string()).optional(),
});

export function addConnectionControls<Native>(
  sim: FastifyInstance,
  { world, runs, kindField }: ControlledConnections<Native>,
): void {
  const find = (params: unknown): SimConnection<Native> => {
    const { id } = z.object({ id: z.string() }).parse(params);
    const connection = world.connections.get(id);
    if (connection === undefined) throw new BadControl(404, `no connection ${id}`);
    return connection;
  };
  const show = (connection: SimConnection<Native>) => trueState(connection, kindField);

  sim.get('/connections', async () => ({ items: [...world.connections.values()].map(show) }));
  const create = (spec: ConnectionSpec): SimConnection<Native> => {
    if (spec.id !== undefined && world.connections.has(spec.id))
      throw new BadControl(409, `${spec.id} exists`);
    const connection = world.create(spec);
    const everySeconds = scheduleEverySeconds(spec);
    if (everySeconds !== null) keepSchedule(world, runs, connection, everySeconds);
    return connection;
  };
  sim.post('/connections', async (request, reply) => {
    if (!asksForMany(request.body))
      return reply.code(201).send(show(create(read(connectionSpec, request.body ?? {}))));
    const { count, template } = read(manyConnections, request.body);
    const ids = Array.from({ length: count }, (_, index) => create(numbered(template, index + 1)).id);
    return reply.code(201).send({ count, ids });
  });
  sim.get('/connections/:id', async (request) => show(find(request.params)));
  sim.patch('/connections/:id', async (request) => {
    const connection = find(request.params);
    const change = read(changeBody, request.body);
    connection.syncSeconds = change.syncSeconds ?? connection.syncSeconds;
    connection.rowsPerSync = change.rowsPerSync ?? connection.rowsPerSync;
    connection.tags = change.tags ?? connection.tags;
    return show(connection);
  });
  sim.delete('/connections/:id', async (request) => {
    const connection = find(request.params);
    world.remove(connection);
    return show(connection);
  });

  sim.post('/connections/:id/break', async (request) => {
    const connection = find(request.params);
    if (healBody.safeParse(request.body).success) world.heal(connection);
    else world.break(connection, read(breakSpec, request.body));
    return show(connection);
  });
  sim.post('/connections/:id/remedy', async (request) => {
    const connection = find(request.params);
    const { did } = read(remedyBody, request.body);
    world.effect(connection, did, 'control');
    world.remedy(connection, did);
    return show(connection);
  });
  sim.post('/connections/:id/schema', async (request) => {
    const connection = find(request.params);
    connection.source = changeSource(connection.source, read(schemaChangeSpec, request.body));
    return show(connection);
  });
  sim.post('/connections/:id/run', async (request, reply) => {
    const connection = find(request.params);
    const { kind, startedSecondsAgo } = read(runBody, request.body ?? {});
    if (connection.active !== null) throw new BadControl(409, `${connection.id} is already running`);
    if (connection.paused)
      throw new BadControl(409, `${connection.id} is paused: the scheduler would skip it`);
    const run = runs.start(connection, { kind, trigger: 'control', startedSecondsAgo });
    return reply.code(202).send({ runId: run.id, ...show(connection) });
  });
}
