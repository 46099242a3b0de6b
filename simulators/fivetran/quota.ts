// The account's hourly request quota, told on every answer. It is only told: 429 answers come from faults.

const HOURLY_QUOTA = 20_000;
const HOUR_MS = 3_600_000;

export class Quota {
  private windowStart = 0;
  private used = 0;

  headers(now: number): Record<string, string> {
    if (now - this.windowStart >= HOUR_MS) {
      this.windowStart = now;
      this.used = 0;
    }
    this.used += 1;
    const remaining = Math.max(0, HOURLY_QUOTA - this.used);
    return { 'x-rate-limit': String(HOURLY_QUOTA), 'x-rate-limit-remaining': String(remaining) };
  }
}
