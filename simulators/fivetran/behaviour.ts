// How the simulated account behaves where the real one differs by plan, by time or by luck; switched by the control API.
import { z } from 'zod';

/** Newer endpoints, and those tied to a plan: off means 404, as on accounts that do not have them. */
export const featuresBody = z.strictObject({
  syncHistory: z.boolean().optional(),
  errors: z.boolean().optional(),
  warnings: z.boolean().optional(),
  /** Metadata API by connection: taken out of the OpenAPI document, still called by live clients. */
  metadata: z.boolean().optional(),
});
export type Features = { [name in keyof Required<z.infer<typeof featuresBody>>]: boolean };

export const ALL_FEATURES: Features = { syncHistory: true, errors: true, warnings: true, metadata: true };

/**
 * Body of `POST /_sim/behaviour`; what is left out stays as it is, null switches off (the default of all three).
 * - `stopHoldSeconds`: a change to a syncing connection is held this long and answered 500 although it was made, and
 *   a re-sync of one is refused with 409 (the vendor's ceiling is 60).
 * - `brokenAfterFailures`: that many failed syncs in a row turn the setup state to broken, whatever the cause.
 * - `autoPauseAfterFailures`: after that many Fivetran pauses the connection itself.
 * - `startOffsetSeconds`: how long a triggered sync waits before it starts (live: 0 to 60 minutes a destination).
 */
export const behaviourBody = z.strictObject({
  stopHoldSeconds: z.number().min(0).nullable().optional(),
  brokenAfterFailures: z.number().int().min(1).nullable().optional(),
  autoPauseAfterFailures: z.number().int().min(1).nullable().optional(),
  startOffsetSeconds: z.number().min(0).optional(),
});

export interface Behaviour {
  stopHoldSeconds: number | null;
  brokenAfterFailures: number | null;
  autoPauseAfterFailures: number | null;
  startOffsetSeconds: number;
}

export const USUAL_BEHAVIOUR: Behaviour = {
  stopHoldSeconds: null,
  brokenAfterFailures: null,
  autoPauseAfterFailures: null,
  startOffsetSeconds: 0,
};
