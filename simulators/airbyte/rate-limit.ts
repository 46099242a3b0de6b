// The vendor's kill switch for one user of the public API: 429 with a plain body and, on purpose, no Retry-After.
import type { Clock } from '../engine/clock';
import type { Settings } from './settings';

const MINUTE_MS = 60_000;

export class RateLimit {
  private taken: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly settings: () => Settings,
  ) {}

  /** Counts a request; false when it is one too many within the last minute. */
  admits(): boolean {
    const limit = this.settings().requestsPerMinute;
    if (limit === null) return true;
    const now = this.clock.now();
    this.taken = this.taken.filter((at) => at > now - MINUTE_MS);
    if (this.taken.length >= limit) return false;
    this.taken.push(now);
    return true;
  }

  clear(): void {
    this.taken = [];
  }
}

export const rateLimited = { message: 'You are being rate limited.' };
