// Sends webhooks the way the settings say: repeated, late, shuffled, lost, and tried again when refused.
import { Agent, request } from 'undici';
import type { Clock } from './clock';
import type { Random } from './random';
import { noWebhooks, type WebhookSettings } from './webhook-settings';

const LOG_MAX = 5_000;
const REORDER_WINDOW_MS = 250;

export interface Outgoing {
  readonly event: string;
  readonly connectionId: string | null;
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The provider's own waits before each further attempt. */
  readonly retrySeconds: readonly number[];
  /** Told after every attempt; false means that the provider gives up on this delivery. */
  readonly attempted?: (delivered: boolean) => boolean;
}

/** `status` 0: no answer. `dropped`: lost on purpose, never sent. */
export interface Delivery {
  readonly seq: number;
  readonly at: string;
  readonly event: string;
  readonly connectionId: string | null;
  readonly url: string;
  readonly attempt: number;
  readonly status: number | 'dropped';
}

export class WebhookDelivery {
  settings: WebhookSettings = noWebhooks;
  private log: Delivery[] = [];
  private held: Outgoing[] = [];
  private seq = 0;
  private readonly agent = new Agent({ connections: 64 });

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  send(outgoing: Outgoing): void {
    const copies = Math.max(1, Math.round(this.random.within(this.settings.repeat)));
    for (let copy = 0; copy < copies; copy += 1) {
      if (this.random.next() < this.settings.dropRate) this.note(outgoing, 1, 'dropped');
      else if (this.settings.reorder !== false) this.hold(outgoing);
      else this.dispatch(outgoing);
    }
  }

  /** One attempt, now, outside every setting: for the provider's own test sends. */
  async probe(outgoing: Outgoing): Promise<number> {
    const status = await this.post(outgoing);
    this.note(outgoing, 1, status);
    return status;
  }

  deliveries(): readonly Delivery[] {
    return this.log;
  }

  clear(): void {
    this.settings = noWebhooks;
    this.log = [];
    this.held = [];
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private hold(outgoing: Outgoing): void {
    this.held.push(outgoing);
    if (this.held.length > 1) return;
    const windowMs = typeof this.settings.reorder === 'number' ? this.settings.reorder : REORDER_WINDOW_MS;
    this.clock.after(windowMs, () => {
      const batch = this.random.shuffle(this.held);
      this.held = [];
      for (const one of batch) this.dispatch(one);
    });
  }

  private dispatch(outgoing: Outgoing): void {
    const delayMs = this.random.within(this.settings.delayMs);
    if (delayMs > 0) this.clock.after(delayMs, () => this.attempt(outgoing, 1));
    else this.clock.track(this.attempt(outgoing, 1));
  }

  private async attempt(outgoing: Outgoing, attempt: number): Promise<void> {
    const startedAt = this.clock.now();
    const status = await this.post(outgoing);
    this.note(outgoing, attempt, status);
    const delivered = status >= 200 && status < 300;
    const goesOn = outgoing.attempted?.(delivered) ?? true;
    if (delivered || !goesOn) return;
    const ladder = this.settings.retrySeconds ?? outgoing.retrySeconds;
    const waitSeconds = ladder[attempt - 1];
    if (waitSeconds === undefined) return;
    const due = startedAt + waitSeconds * 1000;
    this.clock.after(due - this.clock.now(), () => this.attempt(outgoing, attempt + 1));
  }

  private async post(outgoing: Outgoing): Promise<number> {
    try {
      const answer = await request(outgoing.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...outgoing.headers },
        body: outgoing.body,
        dispatcher: this.agent,
        signal: AbortSignal.timeout(this.settings.timeoutMs),
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return 0; // refused, reset, timed out: all the same to the sender
    }
  }

  private note(outgoing: Outgoing, attempt: number, status: number | 'dropped'): void {
    this.seq += 1;
    const { event, connectionId, url } = outgoing;
    const at = new Date(this.clock.now()).toISOString();
    this.log.push({ seq: this.seq, at, event, connectionId, url, attempt, status });
    if (this.log.length > LOG_MAX * 1.1) this.log = this.log.slice(-LOG_MAX);
  }
}
