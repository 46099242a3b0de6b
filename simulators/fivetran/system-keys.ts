// System keys: made, changed, rotated and deleted by API; a living one opens the API as the preset key does.
import { z } from 'zod';
import type { KeyPair } from './auth';

const DAY_MS = 24 * 3600 * 1000;
/** Days until a key expires; null never does. */
const PERIOD_DAYS = {
  ONE_WEEK: 7,
  ONE_MONTH: 30,
  THREE_MONTHS: 91,
  SIX_MONTHS: 182,
  INFINITE: null,
} as const;

const permission = z.looseObject({
  resource_type: z.enum([
    'ACCOUNT',
    'USER',
    'WEBHOOK',
    'TEAM',
    'ROLES',
    'DESTINATION',
    'TRANSFORMATION',
    'REMOTE_EXECUTION_AGENT',
    'CONNECTOR',
  ]),
  access_level: z.enum(['NONE', 'READ', 'MANAGE']),
});
export const expirationPeriod = z.enum(['ONE_WEEK', 'ONE_MONTH', 'THREE_MONTHS', 'SIX_MONTHS', 'INFINITE']);
export const keyBody = z.looseObject({
  name: z.string({ error: 'is required' }).min(1),
  expiration_period: expirationPeriod.default('INFINITE'),
  permissions: z.array(permission).min(1),
});

export interface SystemKey {
  readonly id: string;
  readonly key: string;
  readonly createdAt: number;
  name: string;
  secret: string;
  permissions: z.infer<typeof permission>[];
  updatedAt: number;
  expiresAt: number | null;
}

export function expiryFrom(period: z.infer<typeof expirationPeriod>, now: number): number | null {
  const days = PERIOD_DAYS[period];
  return days === null ? null : now + days * DAY_MS;
}

export class SystemKeys {
  readonly byId = new Map<string, SystemKey>();

  /** Key pairs that open the API at `now`. */
  living(now: number): KeyPair[] {
    return [...this.byId.values()].filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  }
}

const time = (at: number): string => new Date(at).toISOString();

/** The secret is shown once, by the call that made it. */
export function systemKeyView(key: SystemKey, withSecret: boolean) {
  return {
    id: key.id,
    name: key.name,
    key: key.key,
    ...(withSecret ? { secret: key.secret } : {}),
    permissions: key.permissions,
    created_at: time(key.createdAt),
    updated_at: time(key.updatedAt),
    ...(key.expiresAt === null ? {} : { expired_at: time(key.expiresAt) }),
  };
}
