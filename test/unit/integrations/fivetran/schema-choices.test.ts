// Choices against a schema tree: the PATCH names what was chosen and leaves everything else as it is.
import fc from 'fast-check';
import type { Json } from '../../../../domain/json';
import type { SchemaChoice } from '../../../../domain/step';
import { wantedChoices } from '../../../../domain/step-wishes.schema';
import { isEnabled, objection, patchOf } from '../../../../integrations/fivetran/schema-choices';
import type { WireSchemaConfig } from '../../../../integrations/fivetran/wire-tree.schema';

const NAMES = ['orders', 'Orders', 'a.b', '__proto__', 'constructor', ''];
const flag = fc.boolean();
const name = fc.constantFrom(...NAMES.slice(0, 5));
const column = fc.record({ enabled: flag });
const map = <T>(of: fc.Arbitrary<T>) =>
  fc
    .uniqueArray(fc.tuple(name, of), { selector: ([key]) => key, maxLength: 4 })
    .map((all) => Object.fromEntries(all));
const config: fc.Arbitrary<WireSchemaConfig> = fc.record({
  schema_change_handling: fc.constant('ALLOW_ALL'),
  schemas: map(fc.record({ enabled: flag, tables: map(fc.record({ enabled: flag, columns: map(column) })) })),
});
const choice: fc.Arbitrary<SchemaChoice> = fc
  .record({
    schema: name,
    table: fc.constantFrom(...NAMES),
    column: fc.option(name, { nil: undefined }),
    enabled: flag,
  })
  .map(({ column: one, ...rest }) => ({ ...rest, ...(one !== undefined && { column: one }) }));

/** What the tree is after a PATCH, by Fivetran's rules. */
function patched(tree: WireSchemaConfig, body: ReturnType<typeof patchOf>): WireSchemaConfig {
  const copy = structuredClone(tree);
  for (const [schemaName, schema] of Object.entries(body.schemas)) {
    const here = own(copy.schemas, schemaName);
    if (!here) throw new Error(`the PATCH names an unknown schema ${schemaName}`);
    here.enabled = schema.enabled;
    for (const [tableName, table] of Object.entries(schema.tables ?? {})) {
      const there = own(here.tables, tableName);
      if (!there) throw new Error(`the PATCH names an unknown table ${tableName}`);
      there.enabled = table.enabled;
      const columns = Object.entries({ ...there.columns, ...table.columns });
      there.columns = Object.fromEntries(columns);
    }
  }
  return copy;
}

function own<T>(all: Record<string, T> | null | undefined, key: string): T | undefined {
  return all && Object.hasOwn(all, key) ? all[key] : undefined;
}

/** What an incident's history holds is JSON, whatever it says. */
const restoring = (kept: unknown) => ({ restore: kept as Json });

const place = (one: SchemaChoice) => JSON.stringify([one.schema, one.table, one.column ?? null]);

describe('choices of schemas, tables and columns', () => {
  it('that nothing speaks against are all in effect after one PATCH, and nothing else is different', () => {
    fc.assert(
      fc.property(config, fc.array(choice, { minLength: 1, maxLength: 4 }), (tree, wanted) => {
        fc.pre(objection(tree, wanted) === undefined);
        const after = patched(tree, patchOf(tree, wanted));
        const last = new Map(wanted.map((one) => [place(one), one]));
        for (const one of last.values()) expect(isEnabled(after, one)).toBe(one.enabled);
        for (const [schema, { tables }] of Object.entries(tree.schemas ?? {}))
          for (const table of ['', ...Object.keys(tables ?? {})]) {
            const one = { schema, table, enabled: true };
            if (!last.has(place(one))) expect(isEnabled(after, one)).toBe(isEnabled(tree, one));
          }
      }),
    );
  });

  it('never fail, and name only what the tree has', () => {
    fc.assert(
      fc.property(config, fc.array(choice, { maxLength: 4 }), (tree, wanted) => {
        const why = objection(tree, wanted);
        const unknown = wanted.some((one) => own(tree.schemas, one.schema) === undefined);
        if (unknown) expect(why).toBeDefined();
      }),
    );
  });

  it('come back from what was kept for putting back, or not at all', () => {
    fc.assert(
      fc.property(fc.array(choice), (wanted) => {
        expect(wantedChoices(restoring(JSON.parse(JSON.stringify(wanted))))).toEqual(wanted);
      }),
    );
    for (const odd of [null, 'x', { schema: 'a' }, [1]]) expect(wantedChoices(restoring(odd))).toEqual([]);
  });
});
