// The generated document as people and generators like it: nothing unused, nothing that only a library knows.

type Node = Record<string, unknown>;

interface Document extends Node {
  paths?: Node;
  components?: Node & { schemas?: Node };
}

/** The same document without components that nothing refers to, with lists in queries separated by commas. */
export function tidy<T extends object>(document: T): T {
  // Swagger made it: only these two parts are looked into.
  const { paths = {}, components = {} } = document as Document;
  const { schemas = {} } = components;
  const named = used(paths, schemas);
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => named.has(name)));
  return {
    ...document,
    paths: plainly(paths, kept),
    components: { ...components, schemas: plainly(kept, kept) },
  };
}

/** Names of the components that the paths need, and those that these need. */
function used(paths: unknown, schemas: Node): Set<string> {
  const found = new Set<string>();
  const look = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const name = nameOf(value);
      if (key !== '$ref') look(value);
      else if (name in schemas && !found.has(name)) {
        found.add(name);
        look(schemas[name]);
      }
    }
  };
  look(paths);
  return found;
}

/** Bounds of JavaScript's numbers say nothing about ours; what names no component is recursive JSON: anything. */
function plainly(node: unknown, schemas: Node): unknown {
  if (Array.isArray(node)) return node.map((item) => plainly(item, schemas));
  if (typeof node !== 'object' || node === null) return node;
  if ('$ref' in node && !(nameOf(node.$ref) in schemas)) return {};
  const entries = Object.entries(node).filter(
    ([, value]) => value !== Number.MAX_SAFE_INTEGER && value !== Number.MIN_SAFE_INTEGER,
  );
  const plain: Node = Object.fromEntries(entries.map(([key, value]) => [key, plainly(value, schemas)]));
  return isList(plain) ? { ...plain, style: 'form', explode: false } : plain;
}

function nameOf(reference: unknown): string {
  return String(reference).split('/').at(-1) ?? '';
}

function isList({ in: place, schema }: Node): boolean {
  return (
    place === 'query' &&
    typeof schema === 'object' &&
    schema !== null &&
    'type' in schema &&
    schema.type === 'array'
  );
}
