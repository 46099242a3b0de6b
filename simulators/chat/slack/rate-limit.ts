// Slack's rate limits as token buckets: a method, and for those that post a channel of its own.
import type { Clock } from '../../engine/clock';
import { RateLimited } from './refusal';
import type { Settings } from './settings';

interface Bucket {
  left: number;
  atMs: number;
}

export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly clock: Clock) {}

  reset(): void {
    this.buckets.clear();
  }

  /** @throws RateLimited with the whole seconds after which one call is free again */
  take(limits: Settings['rateLimits'], method: string, channel: string | undefined): void {
    const limit = limits.find((one) => one.method === method);
    if (limit === undefined) return;
    const key = method.startsWith('chat.post') ? `${method} ${channel ?? ''}` : method;
    const now = this.clock.now();
    const bucket = this.buckets.get(key) ?? { left: limit.burst, atMs: now };
    bucket.left = Math.min(limit.burst, bucket.left + ((now - bucket.atMs) / 1000) * limit.perSecond);
    bucket.atMs = now;
    this.buckets.set(key, bucket);
    if (bucket.left < 1) throw new RateLimited(Math.max(1, Math.ceil((1 - bucket.left) / limit.perSecond)));
    bucket.left -= 1;
  }
}
