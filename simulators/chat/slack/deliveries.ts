// What was sent to the app: signed as Slack signs, and kept byte by byte so that it can be sent once more.
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Delivery {
  readonly id: number;
  readonly at: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `null` when no answer came in time. */
  readonly status: number | null;
  readonly ackMs: number;
  readonly answer: unknown;
  /** What the person sees that acted; `null` when all went well. */
  readonly failure: 'operation_timeout' | 'dispatch_failed' | null;
}

export interface Manner {
  /** Seconds by which the signed timestamp lies in the past. */
  readonly skewSeconds: number;
  readonly badSignature: boolean;
  /** On its way so long, between act and arrival. */
  readonly delayMs: number;
}

export interface Wire {
  readonly url: string;
  readonly signingSecret: string;
  readonly ackMs: number;
}

const DELIVERIES_MAX = 10_000;

export class Deliveries {
  private kept: Delivery[] = [];
  private lastId = 0;

  reset(): void {
    this.kept = [];
  }

  list(): readonly Delivery[] {
    return this.kept;
  }

  find(id: number | undefined): Delivery | undefined {
    return id === undefined ? this.kept.at(-1) : this.kept.find((one) => one.id === id);
  }

  /** Once: Slack does not repeat interactions or commands. The signed time is real time, whatever the simulated clock. */
  async send(wire: Wire, form: Readonly<Record<string, string>>, manner: Manner): Promise<Delivery> {
    const body = new URLSearchParams(form).toString();
    const timestamp = Math.floor(Date.now() / 1000) - manner.skewSeconds;
    const secret = manner.badSignature ? `${wire.signingSecret}-not` : wire.signingSecret;
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      accept: 'application/json,*/*',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    };
    if (manner.delayMs > 0) await sleep(manner.delayMs);
    return this.post(wire, headers, body);
  }

  /** The same bytes with the same signature once more. */
  again(delivery: Delivery, ackMs: number): Promise<Delivery> {
    return this.post({ url: delivery.url, ackMs }, delivery.headers, delivery.body);
  }

  private async post(
    { url, ackMs }: Pick<Wire, 'url' | 'ackMs'>,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<Delivery> {
    const at = new Date().toISOString();
    const begun = performance.now();
    const said = await answerOf(url, headers, body, ackMs);
    this.lastId += 1;
    const took = Math.round((performance.now() - begun) * 10) / 10;
    const delivery = { id: this.lastId, at, url, headers, body, ackMs: took, ...said };
    this.kept.push(delivery);
    if (this.kept.length > DELIVERIES_MAX) this.kept.shift();
    return delivery;
  }
}

async function answerOf(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  ackMs: number,
): Promise<Pick<Delivery, 'status' | 'answer' | 'failure'>> {
  const signal = AbortSignal.timeout(ackMs);
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, signal });
    const text = await answer.text();
    return { status: answer.status, answer: parsed(text), failure: answer.ok ? null : 'dispatch_failed' };
  } catch (error) {
    const late = signal.aborted;
    const answer = late ? `no answer within ${ackMs} ms` : String(error);
    return { status: null, answer, failure: late ? 'operation_timeout' : 'dispatch_failed' };
  }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
