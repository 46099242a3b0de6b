// Socket Mode's links: tickets that are good once, who is connected, and what is delivered over which of them.
import type { WebSocket } from 'ws';
import type { Random } from '../../engine/random';
import { Acknowledgements } from './acknowledgements';
import type { Said } from './deliveries';
import { disconnect, hello, type Goodbye } from './envelope';

/** docs.slack.dev/apis/events-api/using-socket-mode: "up to 10 open WebSocket connections at the same time". */
const LINKS_MAX = 10;
/** An app that was told to go has so long to do so itself. */
const LEAVE_MS = 10_000;

interface Link {
  readonly id: number;
  readonly socket: WebSocket;
  readonly openedAt: string;
  /** Told to go: gets nothing any more, but may still acknowledge. */
  leaving: boolean;
}

export class Links {
  private readonly tickets = new Set<string>();
  private readonly acknowledgements = new Acknowledgements();
  private open: Link[] = [];
  private lastId = 0;
  private turn = 0;

  constructor(private readonly random: Random) {}

  /** For one connection. */
  issueTicket(): string {
    const ticket = this.random.uuid();
    this.tickets.add(ticket);
    return ticket;
  }

  /** Whether it was good; it is not any more. */
  useTicket(ticket: string): boolean {
    return this.tickets.delete(ticket);
  }

  list(): Omit<Link, 'socket'>[] {
    return this.open.map(({ id, openedAt, leaving }) => ({ id, openedAt, leaving }));
  }

  isFull(): boolean {
    return this.open.length >= LINKS_MAX;
  }

  add(socket: WebSocket): void {
    this.lastId += 1;
    const link: Link = { id: this.lastId, socket, openedAt: new Date().toISOString(), leaving: false };
    this.open.push(link);
    socket.on('message', (data, isBinary) => {
      if (!isBinary && Buffer.isBuffer(data)) this.acknowledgements.hear(data.toString());
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => (this.open = this.open.filter((one) => one !== link)));
    socket.send(hello(this.open.length, hostOf(link)));
  }

  /** Over one of them, in turn. */
  async deliver(envelope: string, ackMs: number): Promise<Said> {
    const ready = this.open.filter(({ leaving }) => !leaving);
    const link = ready[this.turn % Math.max(1, ready.length)];
    if (link === undefined)
      return { status: null, answer: 'no socket is connected', failure: 'dispatch_failed' };
    this.turn += 1;
    const acknowledged = this.acknowledgements.of(envelope, ackMs);
    link.socket.send(envelope);
    const said = await acknowledged;
    if (said !== null) return { status: 200, answer: said.body, failure: null };
    return {
      status: null,
      answer: `no acknowledgement within ${ackMs} ms`,
      failure: 'operation_timeout',
    };
  }

  /** Tells all of them to go, or cuts them off without a word. */
  end(reason: Goodbye | null): Omit<Link, 'socket'>[] {
    for (const link of this.open) {
      link.leaving = true;
      if (reason === null) link.socket.terminate();
      else link.socket.send(disconnect(reason, hostOf(link)));
      setTimeout(() => link.socket.terminate(), LEAVE_MS).unref();
    }
    return this.list();
  }

  reset(): void {
    this.tickets.clear();
    for (const { socket } of this.open) socket.terminate();
    this.acknowledgements.giveUp();
  }
}

function hostOf({ id }: Link): string {
  return `applink-sim-${id}`;
}
