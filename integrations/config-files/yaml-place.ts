// Where things stand in a YAML document. Aliases are followed: a mistake stands where its text is written.
import { isAlias, isCollection, isMap, isNode, isScalar, visit, type Document, type Node } from 'yaml';

export type Path = (string | number)[];

/** The node at `path`, or `undefined`. */
export function nodeAt(document: Document, path: Path): Node | undefined {
  let node = followed(document, document.contents);
  for (const step of path) node = isCollection(node) ? followed(document, node.get(step, true)) : undefined;
  return node;
}

/** Offset of the value at `path`, or of its nearest ancestor that exists. */
export function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const range = nodeAt(document, path.slice(0, length))?.range;
    if (range) return range[0];
  }
  return 0;
}

/** Offset of a key of the map at `path`. */
export function offsetOfKey(document: Document, path: Path, key: string): number {
  const map = nodeAt(document, path);
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  return pair && isNode(pair.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}

/** Aliases that name no anchor: to YAML, text that begins with `*` and has no quotes is one. */
export function deadAliases(document: Document): { source: string; offset: number }[] {
  const dead: { source: string; offset: number }[] = [];
  visit(document, {
    Alias: (_, node) => {
      if (!node.resolve(document)) dead.push({ source: node.source, offset: node.range?.[0] ?? 0 });
    },
  });
  return dead;
}

function followed(document: Document, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isNode(node) ? node : undefined;
}
