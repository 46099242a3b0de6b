// The body of `POST /_sim/connections/{id}/break`, and the breakage it puts on a connection.
import { z } from 'zod';

const until = z.union([
  z.enum(['pause_resume', 'sync', 'resync', 'reauth', 'permission', 'schema', 'config', 'never']),
  z.strictObject({ syncs: z.number().int().min(1) }),
  z.strictObject({ seconds: z.number().min(0) }),
]);

/**
 * Beyond the contract's `{message, class?, stack?, until}`:
 * - `mode`: `fail` (default); `stuck`: runs never end until cancelled, forced or paused away (with until `sync` that
 *   cancellation also heals; with `{syncs:n}` each cancelled run counts as one; otherwise only the named remedy heals);
 *   `no_data`: runs succeed and move nothing (Airbyte: no statistics at all); `reschedule`: Fivetran RESCHEDULED,
 *   put off by `retryAfterSeconds` (Airbyte knows no such thing: the run fails); `fail_then_stuck`,
 *   `fail_then_no_data`: the first bad run fails, later ones are stuck or move nothing.
 * - `failureOrigin`, `failureType`: Airbyte's enums; by default chosen from `class`.
 * - `internalMessage`: Airbyte's second message. `attempts`: how many attempts a failed job shows, all at its end;
 *   by default Airbyte's own retry table decides. `rowsBeforeFailure`: rows each failing attempt committed (default 0).
 * - `status`, `taskType`: Fivetran's; by default FAILURE_WITH_TASK/reconnect for class authentication, else FAILURE.
 * - `testFails`: whether setup tests and connection checks fail too; by default so for what a test can see.
 * - `heal: true`: takes the breakage away; nothing else in the body counts.
 */
export const breakSpec = z.strictObject({
  message: z.string().min(1),
  class: z.string().optional(),
  stack: z.string().optional(),
  until,
  mode: z
    .enum(['fail', 'stuck', 'no_data', 'reschedule', 'fail_then_stuck', 'fail_then_no_data'])
    .default('fail'),
  failureOrigin: z.string().optional(),
  failureType: z.string().nullable().optional(),
  internalMessage: z.string().optional(),
  attempts: z.number().int().min(1).max(20).optional(),
  rowsBeforeFailure: z.number().int().min(0).default(0),
  status: z.enum(['FAILURE', 'FAILURE_WITH_TASK', 'FAILED', 'CANCELED']).optional(),
  taskType: z.string().optional(),
  testFails: z.boolean().optional(),
  retryAfterSeconds: z.number().min(0).default(60),
});
export type BreakSpec = z.infer<typeof breakSpec>;

export const healBody = z.looseObject({ heal: z.literal(true) });

export interface Breakage extends BreakSpec {
  readonly since: number;
  /** For until `pause_resume`: whether the pause half has happened. */
  pauseSeen: boolean;
  /** Bad runs so far. */
  badRuns: number;
  /** For until `{syncs:n}`: bad runs still to come. */
  syncsLeft: number;
}

export function newBreakage(spec: BreakSpec, since: number, paused: boolean): Breakage {
  const syncsLeft = typeof spec.until === 'object' && 'syncs' in spec.until ? spec.until.syncs : 0;
  return { ...spec, since, pauseSeen: paused, badRuns: 0, syncsLeft };
}
