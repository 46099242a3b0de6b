// Choices of schemas, tables and columns against Fivetran's tree: what they are now, what forbids them, the PATCH body.
import type { SchemaChoice } from '../../domain/step';
import type { WirePatchSettings, WireSchemaConfig } from './wire-tree.schema';

/** Columns of one table as the source has them, by `tableKey`. */
export type LiveColumns = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

export function tableKey({ schema, table }: SchemaChoice): string {
  return JSON.stringify([schema, table]);
}

export function titleOf({ schema, table, column }: SchemaChoice): string {
  return [schema, table, column].filter(Boolean).join('.');
}

/** `undefined` where it cannot be told: an unknown name, or a column that nobody ever set and that was not asked for. */
export function isEnabled(
  config: WireSchemaConfig,
  choice: SchemaChoice,
  live: LiveColumns = new Map(),
): boolean | undefined {
  const { schema, table, column } = placeOf(config, choice);
  if (choice.table === '') return schema?.enabled;
  if (choice.column === undefined) return table?.enabled;
  return column?.enabled ?? live.get(tableKey(choice))?.get(choice.column);
}

/** Why Fivetran would not do it or it would have no effect; `undefined` when nothing is known against it. */
export function objection(config: WireSchemaConfig, all: readonly SchemaChoice[]): string | undefined {
  for (const choice of all) {
    const { schema, table, column } = placeOf(config, choice);
    if (!schema) return `there is no schema "${choice.schema}" (names are case-sensitive)`;
    if (choice.table === '') {
      if (choice.column !== undefined) return `column "${choice.column}" names no table`;
      continue;
    }
    if (!table) return `there is no table "${choice.schema}.${choice.table}" (names are case-sensitive)`;
    const target = choice.column === undefined ? table : column;
    const settings = target?.enabled === choice.enabled ? undefined : target?.enabled_patch_settings;
    if (settings && !settings.allowed) return `${titleOf(choice)} cannot be changed: ${reasonOf(settings)}`;
    const holder = choice.enabled ? switchedOff(config, choice, all) : undefined;
    if (holder !== undefined) return `${titleOf(choice)} would not be synced: ${holder} is switched off`;
  }
  return undefined;
}

/** What holds this choice and is off, now and after all choices. */
function switchedOff(
  config: WireSchemaConfig,
  choice: SchemaChoice,
  all: readonly SchemaChoice[],
): string | undefined {
  const { schema, table } = choice;
  const above = [{ schema, table: '', enabled: true }];
  if (choice.column !== undefined) above.push({ schema, table, enabled: true });
  const off = above.find((one) => (chosen(all, one) ?? isEnabled(config, one)) === false);
  return off && titleOf(off);
}

/** The last word of several on one thing. */
function chosen(all: readonly SchemaChoice[], what: SchemaChoice): boolean | undefined {
  return all.filter((one) => titleKey(one) === titleKey(what)).at(-1)?.enabled;
}

function titleKey({ schema, table, column }: SchemaChoice): string {
  return JSON.stringify([schema, table, column ?? null]);
}

interface TablePatch {
  enabled: boolean;
  columns?: Record<string, { enabled: boolean }>;
}

/** One body for all choices. Schemas and tables must state `enabled` (OpenAPI document): theirs stays as it is. */
export function patchOf(config: WireSchemaConfig, all: readonly SchemaChoice[]) {
  const names = unique(all.map((choice) => choice.schema));
  const schemas = names.map((schema): [string, { enabled: boolean; tables?: Record<string, TablePatch> }] => {
    const here = all.filter((choice) => choice.schema === schema);
    const whole = { schema, table: '', enabled: true };
    const tables = unique(here.flatMap((choice) => (choice.table === '' ? [] : [choice.table])));
    const patches = tables.map((table): [string, TablePatch] => [table, tablePatch(config, here, table)]);
    const enabled = chosen(here, whole) ?? isEnabled(config, whole) ?? true;
    return [schema, { enabled, ...(patches.length > 0 && { tables: Object.fromEntries(patches) }) }];
  });
  return { schemas: Object.fromEntries(schemas) };
}

function tablePatch(config: WireSchemaConfig, here: readonly SchemaChoice[], table: string): TablePatch {
  const ofTable = here.filter((choice) => choice.table === table);
  const whole = { schema: ofTable[0]?.schema ?? '', table, enabled: true };
  const columns = ofTable.flatMap(({ column, enabled }): [string, { enabled: boolean }][] =>
    column === undefined ? [] : [[column, { enabled }]],
  );
  const enabled = chosen(ofTable, whole) ?? isEnabled(config, whole) ?? true;
  return { enabled, ...(columns.length > 0 && { columns: Object.fromEntries(columns) }) };
}

function placeOf(config: WireSchemaConfig, choice: SchemaChoice) {
  const schema = entry(config.schemas, choice.schema);
  const table = entry(schema?.tables, choice.table);
  const column = choice.column === undefined ? undefined : entry(table?.columns, choice.column);
  return { schema, table, column };
}

function entry<T>(all: Record<string, T> | null | undefined, name: string): T | undefined {
  return all && Object.hasOwn(all, name) ? all[name] : undefined;
}

function reasonOf(settings: NonNullable<WirePatchSettings>): string {
  return settings.reason ?? settings.reason_code ?? 'Fivetran gives no reason';
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
