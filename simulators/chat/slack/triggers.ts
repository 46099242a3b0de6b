// Trigger IDs: what lets an app open a modal in front of the person who just did something. Three seconds, and once.
import type { Clock } from '../../engine/clock';
import type { Random } from '../../engine/random';
import { Refusal } from './refusal';

/** Slack: "trigger_ids expire in three seconds". */
const VALID_MS = 3000;
const SHAPE = /^\d+\.\d+\.[0-9a-f]+$/;

export interface Trigger {
  readonly user: string;
  /** The modal that was acted in. */
  readonly viewId?: string;
  readonly issuedMs: number;
}

export class Triggers {
  private readonly issued = new Map<string, Trigger & { exchanged: boolean }>();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  reset(): void {
    this.issued.clear();
  }

  issue(of: Omit<Trigger, 'issuedMs'>): string {
    const number = () => Math.floor(this.random.next() * 1e12) + 1e12;
    const id = `${number()}.${number()}.${this.random.uuid().replaceAll('-', '')}`;
    this.issued.set(id, { ...of, issuedMs: this.clock.now(), exchanged: false });
    return id;
  }

  /** @throws Refusal `invalid_trigger_id`, `exchanged_trigger_id`, `expired_trigger_id` */
  exchange(id: string): Trigger {
    const trigger = SHAPE.test(id) ? this.issued.get(id) : undefined;
    if (trigger === undefined) throw new Refusal('invalid_trigger_id');
    if (trigger.exchanged) throw new Refusal('exchanged_trigger_id');
    if (this.clock.now() - trigger.issuedMs > VALID_MS) throw new Refusal('expired_trigger_id');
    trigger.exchanged = true;
    return trigger;
  }
}
