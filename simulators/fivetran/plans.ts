// The request limits of Fivetran's plans, by class of request (source: the vendor's rate limiting page).
import { z } from 'zod';
import type { WindowLimit } from './rolling-window';

/** Setup tests count as source interaction too. `connection_creation` is on no page but was met live. */
export const REQUEST_CLASSES = [
  'all',
  'setup_tests',
  'source_interaction',
  'user_creation',
  'connection_creation',
] as const;
export type RequestClass = (typeof REQUEST_CLASSES)[number];
export type PlanLimits = Readonly<Partial<Record<RequestClass, readonly WindowLimit[]>>>;

const MINUTE = 60;
const HOUR = 3600;
const perMinute = (max: number): WindowLimit => ({ max, seconds: MINUTE });
const perHour = (max: number): WindowLimit => ({ max, seconds: HOUR });

export const PLANS = {
  trial: {
    all: [perHour(500)],
    setup_tests: [perHour(50)],
    source_interaction: [perMinute(25), perHour(250)],
    user_creation: [perHour(10)],
  },
  paid: {
    all: [perHour(20_000)],
    setup_tests: [perMinute(250), perHour(2500)],
    source_interaction: [perMinute(500), perHour(5000)],
    user_creation: [perHour(500)],
  },
  unlimited: {},
} as const satisfies Record<string, PlanLimits>;

const windows = z.array(
  z.strictObject({ max: z.number().int().min(0), seconds: z.number().min(0.1).default(HOUR) }),
);

/** Body of `POST /_sim/plan`. `limits` replaces those of the plan (paid unless named), class by class. */
export const planBody = z.strictObject({
  plan: z.enum(['trial', 'paid', 'unlimited']).default('paid'),
  limits: z.partialRecord(z.enum(REQUEST_CLASSES), windows).default({}),
});

export function limitsOf({ plan, limits }: z.infer<typeof planBody>): PlanLimits {
  return { ...PLANS[plan], ...limits };
}
