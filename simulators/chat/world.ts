// What the systems of the chat simulator share: time, chance, its own address, and where controls and resets are told.
import type { FastifyInstance } from 'fastify';
import { Clock } from '../engine/clock';
import { Random } from '../engine/random';

/**
 * Every system is added by one function `add<System>(server, world)`. It registers its routes on `server` (in a scope of
 * its own where it needs its own errors), tells `onReset` how it forgets, and `addControls` what stands under `/_sim`.
 */
export class ChatWorld {
  readonly clock = new Clock();
  readonly random = new Random();
  /** Where this simulator listens, without a slash at the end; empty until it does. */
  url = '';

  private readonly resets: (() => void)[] = [];
  private readonly controls: ((sim: FastifyInstance) => void)[] = [];

  onReset(forget: () => void): void {
    this.resets.push(forget);
  }

  /** `routes` are registered under `/_sim`; a `BadControl` thrown there becomes its status and words. */
  addControls(routes: (sim: FastifyInstance) => void): void {
    this.controls.push(routes);
  }

  reset(): void {
    for (const forget of this.resets) forget();
  }

  registerControls(sim: FastifyInstance): void {
    for (const routes of this.controls) routes(sim);
  }
}
