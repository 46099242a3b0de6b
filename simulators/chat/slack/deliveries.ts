// What was sent to the app, and what came of it: kept byte by byte so that it can be sent once more.
import type { Links } from './links';
import { post } from './request-url';

/** What is sent: signed to a Request URL, or as an envelope over a socket. */
export interface Parcel {
  readonly over: 'http' | 'socket';
  /** Empty over a socket. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Said {
  /** `null` when no answer came in time. Over a socket an acknowledgement is 200. */
  readonly status: number | null;
  readonly answer: unknown;
  /** What the person sees that acted; `null` when all went well. */
  readonly failure: 'operation_timeout' | 'dispatch_failed' | null;
}

export interface Delivery extends Parcel, Said {
  readonly id: number;
  readonly at: string;
  readonly ackMs: number;
}

const DELIVERIES_MAX = 10_000;

export class Deliveries {
  private kept: Delivery[] = [];
  private lastId = 0;

  constructor(private readonly links: Links) {}

  reset(): void {
    this.kept = [];
  }

  list(): readonly Delivery[] {
    return this.kept;
  }

  find(id: number | undefined): Delivery | undefined {
    return id === undefined ? this.kept.at(-1) : this.kept.find((one) => one.id === id);
  }

  /** Once: Slack does not repeat interactions or commands. A delivery is a parcel too: the same bytes once more. */
  async send({ over, url, headers, body }: Parcel, ackMs: number): Promise<Delivery> {
    const at = new Date().toISOString();
    const begun = performance.now();
    const said = await (over === 'http'
      ? post({ url, headers, body }, ackMs)
      : this.links.deliver(body, ackMs));
    this.lastId += 1;
    const took = Math.round((performance.now() - begun) * 10) / 10;
    const delivery = { id: this.lastId, at, over, url, headers, body, ackMs: took, ...said };
    this.kept.push(delivery);
    if (this.kept.length > DELIVERIES_MAX) this.kept.shift();
    return delivery;
  }
}
