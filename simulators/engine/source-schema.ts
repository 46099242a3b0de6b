// The tables that a simulated source really has, and how a test changes them behind the provider's back.
import { z } from 'zod';

export interface SourceColumn {
  name: string;
  type: string;
}

export interface SourceTable {
  name: string;
  columns: SourceColumn[];
}

/** Body of `POST /_sim/connections/{id}/schema`: a change in the source that no provider API made. */
export const schemaChangeSpec = z.strictObject({
  addTables: z.array(z.string().min(1)).default([]),
  dropTables: z.array(z.string().min(1)).default([]),
  addColumns: z.record(z.string(), z.array(z.string().min(1))).default({}),
  dropColumns: z.record(z.string(), z.array(z.string().min(1))).default({}),
  retypeColumns: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});
export type SchemaChange = z.infer<typeof schemaChangeSpec>;

export function newTable(name: string): SourceTable {
  return {
    name,
    columns: [
      { name: 'id', type: 'integer' },
      { name: 'name', type: 'string' },
      { name: 'updated_at', type: 'timestamp' },
    ],
  };
}

export function changeSource(tables: readonly SourceTable[], change: SchemaChange): SourceTable[] {
  const kept = tables
    .filter((table) => !change.dropTables.includes(table.name))
    .map((table) => changeTable(table, change));
  const added = change.addTables.filter((name) => !kept.some((table) => table.name === name)).map(newTable);
  return [...kept, ...added];
}

function changeTable(table: SourceTable, change: SchemaChange): SourceTable {
  const dropped = change.dropColumns[table.name] ?? [];
  const retyped = change.retypeColumns[table.name] ?? {};
  const columns = table.columns
    .filter((column) => !dropped.includes(column.name))
    .map((column) => ({ name: column.name, type: retyped[column.name] ?? column.type }));
  for (const name of change.addColumns[table.name] ?? []) {
    if (!columns.some((column) => column.name === name)) columns.push({ name, type: 'string' });
  }
  return { name: table.name, columns };
}

export function copyTables(tables: readonly SourceTable[]): SourceTable[] {
  return tables.map((table) => ({
    name: table.name,
    columns: table.columns.map((column) => ({ ...column })),
  }));
}
