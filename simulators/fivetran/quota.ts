// The account's request quotas: rolling windows by class, told on every answer, refused with 429 when used up.
import { FivetranError } from './envelope';
import { PLANS, type PlanLimits, type RequestClass } from './plans';
import { RollingWindow } from './rolling-window';

interface ClassWindow {
  readonly of: RequestClass;
  readonly window: RollingWindow;
}

/** A request over the limit. `retryAfterSeconds` is an integer: the vendor never sends a date. */
export class TooManyRequests extends FivetranError {
  constructor(
    readonly retryAfterSeconds: number,
    message: string,
  ) {
    super(429, 'TooManyRequests', message);
  }
}

const NOUN: Readonly<Record<RequestClass, string>> = {
  all: 'requests can be made',
  setup_tests: 'setup test requests can be made',
  source_interaction: 'source interaction requests can be made',
  user_creation: 'users can be created',
  connection_creation: 'connectors can be created',
};

export class Quota {
  private windows: ClassWindow[] = [];

  constructor() {
    this.use(PLANS.paid);
  }

  /** Starts counting anew under these limits. */
  use(limits: PlanLimits): void {
    this.windows = Object.entries(limits).flatMap(([of, each]) =>
      // Object.entries widens the keys, which are request classes
      each.map((limit) => ({ of: of as RequestClass, window: new RollingWindow(limit) })),
    );
  }

  /** Counts a request in all its classes, or in none: throws TooManyRequests for the longest wait. */
  take(classes: readonly RequestClass[], now: number): void {
    const asked = this.windows.filter(({ of }) => classes.includes(of));
    const full = asked.filter(({ window }) => window.remaining(now) === 0);
    const waits = full.map(({ window }) => window.secondsUntilRoom(now));
    const worst = full[waits.indexOf(Math.max(...waits))];
    if (worst !== undefined) throw new TooManyRequests(Math.max(...waits), refusal(worst));
    for (const { window } of asked) window.add(now);
  }

  headers(now: number): Record<string, string> {
    const all = this.windows.find(({ of }) => of === 'all')?.window;
    const max = all?.limit.max ?? PLANS.paid.all[0].max;
    return {
      'x-rate-limit': String(max),
      'x-rate-limit-remaining': String(all?.remaining(now) ?? max),
    };
  }
}

/** Worded as the one refusal known from the live API (two blanks and all). */
function refusal({ of, window: { limit } }: ClassWindow): string {
  const period = { 60: 'one-minute', 3600: 'one-hour' }[limit.seconds] ?? `${limit.seconds}-second`;
  return `No more than ${limit.max} ${NOUN[of]} in ${period}  time period`;
}
