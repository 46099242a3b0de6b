// What a drill is: a simulated connection, how it breaks, what people do meanwhile, and how it must end.
import { z } from 'zod';

const Remedy = z.enum(['reauth', 'permission', 'schema', 'config']);

const Doing = z.union([
  z.strictObject({ do: z.literal('approve'), option: z.string().optional() }),
  z.strictObject({ do: z.literal('reject'), reason: z.string() }),
  z.strictObject({ do: z.literal('handback') }),
  z.strictObject({ do: z.literal('remedy'), did: Remedy }),
  z.strictObject({ do: z.literal('run_sync') }),
]);

/** One move of a person, made once, when the incident first looks like `when`. */
const Move = z.strictObject({
  when: z.strictObject({
    status: z.string().optional(),
    flag: z.string().optional(),
    plan: z.string().optional(),
  }),
  then: z.array(Doing).min(1),
});

export const ScenarioSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  provider: z.enum(['fivetran', 'airbyte']),
  /** Body of the simulator's POST /_sim/connections. */
  connection: z.record(z.string(), z.unknown()),
  /** Body of POST /_sim/connections/{id}/break. */
  break: z.record(z.string(), z.unknown()),
  /** Bodies of POST /_sim/faults; `{id}` in a path stands for the connection's ID. */
  faults: z.array(z.looseObject({ path: z.string() })).default([]),
  people: z.array(Move).default([]),
  expect: z.strictObject({
    status: z.string(),
    reason: z.string().optional(),
    class: z.string().optional(),
    flags: z.array(z.string()).default([]),
    /** How many effects of each kind the simulator must have seen through its API. */
    effects: z.record(z.string(), z.number().int().min(0)).default({}),
    /** The approval ended this way without a decision. */
    approvalExpired: z.boolean().optional(),
  }),
  timeoutSeconds: z.number().positive().default(60),
});

export type Scenario = z.infer<typeof ScenarioSchema>;
export type Doing = z.infer<typeof Doing>;
