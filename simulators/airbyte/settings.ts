// The switches of one simulated Airbyte (`GET|PATCH /_sim/settings`): which edition, how old, how slow, how strict.
import { z } from 'zod';

/**
 * - `pace`: waits between attempts in milliseconds instead of seconds (`fast`), or as the vendor has them (`vendor`).
 * - `auth`: bearer tokens, Basic (very old editions), or none (API_AUTHORIZATION_ENABLED=false).
 * - `wrongCredentials`: 400 HATEOAS (Community, airbytehq/airbyte #65592) or 401 `{errorId}` (other editions).
 * - `expiresIn`: whether a token answer tells its lifetime; `tokenSeconds` is that lifetime (vendor: 900).
 * - `configApi`: `on`, or gone: `not_found` (404), `html` (the web application's page with 200).
 * - `bareUpdateStream`: old servers send `updateStream` as a bare array of field transforms.
 * - `pendingSeconds`, `queuedSeconds`: how long a new sync is `pending`, then `queued`, before it runs.
 * - `slowJobSeconds`: how long it takes until a job asked for by API exists; beyond 60 the caller gets a 409.
 * - `requestsPerMinute`: more are answered 429 without Retry-After (public API); null = no limit.
 * - `refreshSupported`: whether destinations can refresh; if not, a refresh answers without a job.
 * - `checkAfterFailure`: a failing connection check before the next attempt ends the job as config_error.
 * - `discoverWindowMinutes`: age at which a sync discovers anew: `always`, or minutes (vendor: 1440), 0 = never.
 * - `cronUnderOneHour`: whether cron schedules more often than hourly are entitled.
 * - `internalLinks`: paging links name the server inside the cluster, as old self-managed releases do.
 * - `cloud`: refuses what only Cloud refuses (disabling e-mail for some events).
 */
export const settingsSchema = z.strictObject({
  pace: z.enum(['fast', 'vendor']).default('fast'),
  auth: z.enum(['token', 'basic', 'none']).default('token'),
  basicUser: z.string().default('airbyte:password'),
  wrongCredentials: z.enum(['community', 'unauthorized']).default('community'),
  expiresIn: z.boolean().default(true),
  tokenSeconds: z.number().min(1).default(900),
  configApi: z.enum(['on', 'not_found', 'html']).default('on'),
  bareUpdateStream: z.boolean().default(false),
  pendingSeconds: z.number().min(0).default(0),
  queuedSeconds: z.number().min(0).default(0),
  slowJobSeconds: z.number().min(0).default(0),
  requestsPerMinute: z.number().int().min(1).nullable().default(null),
  refreshSupported: z.boolean().default(true),
  checkAfterFailure: z.boolean().default(false),
  discoverWindowMinutes: z.union([z.literal('always'), z.number().min(0)]).default('always'),
  cronUnderOneHour: z.boolean().default(false),
  internalLinks: z.boolean().default(false),
  cloud: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A PATCH names only what changes; defaults must not sneak in for the rest. */
export function changeSettings(settings: Settings, body: unknown): Settings {
  const change = z.record(z.string(), z.unknown()).parse(body ?? {});
  return settingsSchema.parse({ ...settings, ...change });
}
