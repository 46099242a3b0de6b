// Sizes of a bench run.
import { z } from 'zod';

const Settings = z.object({
  PENSTOCK_BENCH_COUNT: z.coerce.number().int().positive().default(150),
  PENSTOCK_BENCH_ROUNDS: z.coerce.number().int().positive().default(3),
  PENSTOCK_BENCH_WAITING: z.coerce.number().int().positive().default(1000),
  PENSTOCK_BENCH_CLICKS: z.coerce.number().int().positive().default(25),
  /** Also write the JSON here. */
  PENSTOCK_BENCH_OUTPUT: z.string().optional(),
});

export function benchConfig(env: NodeJS.ProcessEnv = process.env) {
  const s = Settings.parse(env);
  return {
    count: s.PENSTOCK_BENCH_COUNT,
    rounds: s.PENSTOCK_BENCH_ROUNDS,
    waiting: s.PENSTOCK_BENCH_WAITING,
    clicks: s.PENSTOCK_BENCH_CLICKS,
    output: s.PENSTOCK_BENCH_OUTPUT,
    environment: env,
  };
}
