// How a person's act reaches the app, and what comes of it: shared by clicks, modals and commands.
import { BadControl } from '../../engine/control-body';
import type { Channel } from './channels';
import type { Delivery, Manner } from './deliveries';
import type { Person } from './people';
import type { Workspace } from './workspace';

export type Timed = Manner & { readonly times: number };

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
export function dispatch(
  workspace: Workspace,
  to: 'interactivityUrl' | 'commandsUrl',
  form: () => Readonly<Record<string, string>>,
  manner: Timed,
): Promise<Delivery[]> {
  const { signingSecret, ackMs, [to]: url } = workspace.settings;
  if (url === null) throw new BadControl(409, `nowhere to send it: set ${to} by POST /_sim/settings`);
  const sends = Array.from({ length: manner.times }, () =>
    workspace.deliveries.send({ url, signingSecret, ackMs }, form(), manner),
  );
  return Promise.all(sends);
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
