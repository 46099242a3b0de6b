// The body of `POST /_sim/connections`: one connection, or many alike.
import { z } from 'zod';

/** A list, or a map, which becomes `key:value` entries: providers know only flat tags. */
const tags = z
  .union([z.array(z.string()), z.record(z.string(), z.string())])
  .default([])
  .transform((given) =>
    Array.isArray(given) ? given : Object.entries(given).map(([key, value]) => `${key}:${value}`),
  );

/**
 * Beyond the contract: `scheduleMinutes` and `scheduleType` are what the provider's API reports; runs start by
 * themselves only with `scheduleSeconds` (a real repeating schedule) or `autoRun: true` (every `scheduleMinutes`).
 * `history` is how many good past runs to invent, one schedule interval apart, so that baselines exist.
 * `groupId` (Fivetran) and `destination` (Airbyte, a name) put connections on different destinations.
 * `sourceId`, `destinationId`, `workspaceId` (Airbyte) name ends and a workspace that exist already.
 */
export const connectionSpec = z.strictObject({
  id: z.string().min(1).optional(),
  service: z.string().min(1).optional(),
  sourceType: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  syncSeconds: z.number().min(0).default(2),
  tables: z.array(z.string().min(1)).default(['orders', 'customers']),
  tags,
  paused: z.boolean().default(false),
  scheduleMinutes: z.number().min(1).default(360),
  scheduleType: z.enum(['auto', 'manual']).default('auto'),
  scheduleSeconds: z.number().min(0.05).optional(),
  autoRun: z.boolean().default(false),
  rowsPerSync: z.number().int().min(0).default(1200),
  history: z.number().int().min(0).max(1000).default(5),
  groupId: z.string().min(1).optional(),
  destination: z.string().min(1).optional(),
  sourceId: z.string().min(1).optional(),
  destinationId: z.string().min(1).optional(),
  workspaceId: z.string().min(1).optional(),
});
export type ConnectionSpec = z.infer<typeof connectionSpec>;

const MANY_MAX = 20_000;

/** `{count, template}`: that many like the template; its `id` and `name` get `_1`, `_2` … */
export const manyConnections = z.strictObject({
  count: z.number().int().min(1).max(MANY_MAX),
  template: connectionSpec.prefault({}),
});

export function asksForMany(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'count' in body;
}

export function numbered(template: ConnectionSpec, number: number): ConnectionSpec {
  return {
    ...template,
    ...(template.id === undefined ? {} : { id: `${template.id}_${number}` }),
    ...(template.name === undefined ? {} : { name: `${template.name}_${number}` }),
  };
}
