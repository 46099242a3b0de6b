// `["sales.orders", "sales.items"]` to Fivetran's `{sales: ["orders", "items"]}`.

/** `undefined` when the list is empty or an entry is not `schema.table`. A table's name may itself hold dots. */
export function tablesBySchema(scope: readonly string[]): Record<string, string[]> | undefined {
  const tables = new Map<string, string[]>();
  for (const entry of scope) {
    const dot = entry.indexOf('.');
    if (dot < 1 || dot === entry.length - 1) return undefined;
    const schema = entry.slice(0, dot);
    tables.set(schema, [...(tables.get(schema) ?? []), entry.slice(dot + 1)]);
  }
  return tables.size === 0 ? undefined : Object.fromEntries(tables);
}
