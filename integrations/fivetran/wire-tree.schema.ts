// Fivetran's schema configuration: schemas, tables, columns, and what may be changed of them.
import { z } from 'zod';
import { oddText, text } from './wire-parts.schema';

/** Where nothing is said of it, it may be changed. */
const patchSettings = z.object({ allowed: z.boolean(), reason_code: oddText, reason: oddText }).nullish();
const columnConfigSchema = z.object({ enabled: z.boolean(), enabled_patch_settings: patchSettings });
const tableConfigSchema = columnConfigSchema.extend({
  /** Only those that a person ever set (docs: retrieve schema config). */
  columns: z.record(z.string(), columnConfigSchema).nullish(),
});

export const schemaConfigSchema = z.object({
  schema_change_handling: text,
  schemas: z
    .record(
      z.string(),
      z.object({ enabled: z.boolean(), tables: z.record(z.string(), tableConfigSchema).nullish() }),
    )
    .nullish(),
});
export type WireSchemaConfig = z.infer<typeof schemaConfigSchema>;
export type WirePatchSettings = z.infer<typeof patchSettings>;

/** The full list of one table's columns, read from the source. */
export const columnListSchema = z.object({ columns: z.record(z.string(), columnConfigSchema).nullish() });
