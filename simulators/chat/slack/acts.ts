// How a person's act reaches the app, and what comes of it: shared by clicks, modals and commands.
import { setTimeout as sleep } from 'node:timers/promises';
import { BadControl } from '../../engine/control-body';
import type { Channel } from './channels';
import type { Delivery, Parcel } from './deliveries';
import { envelopeOf, formOf, type Sent } from './envelope';
import type { Person } from './people';
import { signed, type Signing } from './request-url';
import type { Workspace } from './workspace';

/** How an act reaches the app, and how often. */
export interface Manner extends Omit<Signing, 'signingSecret'> {
  readonly times: number;
  /** On its way so long, between act and arrival. */
  readonly delayMs: number;
}

export interface Outcome {
  readonly status: number | null;
  readonly ackMs: number;
  readonly body: unknown;
  readonly failure: Delivery['failure'];
  readonly deliveryId: number;
}

export function outcomeOf(delivery: Delivery): Outcome {
  const { status, ackMs, answer: body, failure, id: deliveryId } = delivery;
  return { status, ackMs, body, failure, deliveryId };
}

/** The first one's outcome, with all of them beside it. */
export function outcomesOf(deliveries: readonly Delivery[]): Outcome & { items: Outcome[] } {
  const items = deliveries.map(outcomeOf);
  const [first] = items;
  if (first === undefined) throw new BadControl(500, 'nothing was sent');
  return { ...first, items };
}

/** Sends as often as asked, all at once; each one is made anew, as each click is. */
export function dispatch(workspace: Workspace, made: () => Sent, manner: Manner): Promise<Delivery[]> {
  const pack =
    workspace.settings.delivery === 'socket' ? enveloped(workspace, manner) : posted(workspace, manner);
  const sends = Array.from({ length: manner.times }, async () => {
    const parcel = pack(made());
    if (manner.delayMs > 0) await sleep(manner.delayMs);
    return workspace.deliveries.send(parcel, workspace.settings.ackMs);
  });
  return Promise.all(sends);
}

type Pack = (sent: Sent) => Parcel;

function posted({ settings }: Workspace, manner: Manner): Pack {
  return (sent) => {
    const name = sent.type === 'interactive' ? 'interactivityUrl' : 'commandsUrl';
    const url = settings[name];
    if (url === null) throw new BadControl(409, `nowhere to send it: set ${name} by POST /_sim/settings`);
    return signed(url, formOf(sent), { ...manner, signingSecret: settings.signingSecret });
  };
}

function enveloped({ world }: Workspace, { skewSeconds, badSignature }: Manner): Pack {
  if (skewSeconds !== 0 || badSignature)
    throw new BadControl(409, 'nothing is signed over a socket: leave out skewSeconds and badSignature');
  return (sent) => ({ over: 'socket', url: '', headers: {}, body: envelopeOf(world.random.uuid(), sent) });
}

export function personIn(workspace: Workspace, id: string): Person {
  const person = workspace.people.get(id);
  if (person === undefined) throw new BadControl(404, `no user ${id}: make one by POST /_sim/users`);
  return person;
}

export function channelIn(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.addressed(id);
  if (channel === undefined) throw new BadControl(404, `no channel ${id}: make one by POST /_sim/channels`);
  return channel;
}
