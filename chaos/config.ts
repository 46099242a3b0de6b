// Sizes of a chaos run; the defaults are what the promise is measured with.
import { z } from 'zod';

const Settings = z.object({
  PENSTOCK_CHAOS_INCIDENTS: z.coerce.number().int().positive().default(50),
  PENSTOCK_CHAOS_STACK_KILLS: z.coerce.number().int().min(0).default(12),
  PENSTOCK_CHAOS_TEMPORAL_KILLS: z.coerce.number().int().min(0).default(2),
  PENSTOCK_CHAOS_MINUTES: z.coerce.number().positive().default(15),
  /** Keep the folder with its logs. */
  PENSTOCK_CHAOS_KEEP: z.stringbool().default(false),
});

export function chaosConfig(env: NodeJS.ProcessEnv = process.env) {
  const s = Settings.parse(env);
  return {
    incidents: s.PENSTOCK_CHAOS_INCIDENTS,
    stackKills: s.PENSTOCK_CHAOS_STACK_KILLS,
    temporalKills: s.PENSTOCK_CHAOS_TEMPORAL_KILLS,
    minutes: s.PENSTOCK_CHAOS_MINUTES,
    keep: s.PENSTOCK_CHAOS_KEEP,
    environment: env,
  };
}
