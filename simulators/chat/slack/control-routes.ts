// Controls of the simulated Slack: what people do in it, what is in it, and how it is set up.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { BadControl, read } from '../../engine/control-body';
import { clickSpec, closeSpec, commandSpec, replaySpec, sayingSpec, submitSpec } from './act-specs';
import { channelIn, outcomesOf, personIn } from './acts';
import { channelSpec } from './channels';
import { click } from './click';
import { command } from './command';
import { addLinkControls } from './link-controls';
import { personSpec } from './people';
import { settingsSpec } from './settings';
import { close, submit } from './submit';
import { trueMessage, trueView } from './true-state';
import type { Workspace } from './workspace';

const messagesQuery = z.object({ channel: z.string().optional() });

export function addSlackControls(sim: FastifyInstance, workspace: Workspace): void {
  addActs(sim, workspace);
  addLinkControls(sim, workspace);
  const { people, channels, book, views, deliveries } = workspace;

  sim.get('/settings', async () => workspace.settings);
  sim.post('/settings', async (request) => {
    const given = read(settingsSpec.partial(), request.body);
    const told = Object.keys(typeof request.body === 'object' ? { ...request.body } : {});
    const kept = Object.fromEntries(Object.entries(given).filter(([name]) => told.includes(name)));
    workspace.settings = { ...workspace.settings, ...kept };
    return workspace.settings;
  });

  sim.get('/messages', async (request) => {
    const { channel } = read(messagesQuery, request.query);
    const id = channel === undefined ? undefined : channelIn(workspace, channel).id;
    return { items: book.all(id).map(trueMessage) };
  });
  sim.get('/views', async () => ({ items: views.list().map(trueView) }));
  sim.get('/deliveries', async () => ({ items: deliveries.list() }));

  sim.get('/users', async () => ({ items: people.list() }));
  sim.post('/users', async (request, reply) => {
    const person = read(personSpec, request.body);
    people.put(person);
    return reply.code(201).send(person);
  });
  sim.get('/channels', async () => ({ items: channels.list() }));
  sim.post('/channels', async (request, reply) => {
    const channel = read(channelSpec, request.body);
    channels.put(channel);
    return reply.code(201).send(channel);
  });
}

function addActs(sim: FastifyInstance, workspace: Workspace): void {
  sim.post('/click', async (request) => click(workspace, read(clickSpec, request.body)));
  sim.post('/submit', async (request) => submit(workspace, read(submitSpec, request.body)));
  sim.post('/close', async (request) => {
    const outcome = await close(workspace, read(closeSpec, request.body));
    return outcome ?? { status: null, ackMs: 0, body: null, failure: null };
  });
  sim.post('/command', async (request) => command(workspace, read(commandSpec, request.body)));

  sim.post('/replay', async (request) => {
    const { id, times } = read(replaySpec, request.body ?? {});
    const delivery = workspace.deliveries.find(id);
    if (delivery === undefined)
      throw new BadControl(404, 'nothing has been delivered that could be replayed');
    const { ackMs } = workspace.settings;
    const again = () => workspace.deliveries.send(delivery, ackMs);
    return outcomesOf(await Promise.all(Array.from({ length: times }, again)));
  });

  sim.post('/say', async (request, reply) => {
    const { channel, user, text, thread_ts } = read(sayingSpec, request.body);
    const message = workspace.book.add({
      ...{ channel: channelIn(workspace, channel).id, user: personIn(workspace, user).id, text },
      ...{ blocks: [], attachments: [], metadata: null },
      ...(thread_ts === undefined ? {} : { thread_ts }),
    });
    return reply.code(201).send(trueMessage(message));
  });
}
