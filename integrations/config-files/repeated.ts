// Names that must be unique: who used one first, and who again.

/** One mistake for each name after its first use. */
export function repeated(what: string, uses: { name: string; at: string }[]): string[] {
  const first = new Map<string, string>();
  return uses.flatMap(({ name, at }) => {
    const before = first.get(name);
    if (before !== undefined) return [`${at} ${what} "${name}" is given twice (first at ${before})`];
    first.set(name, at);
    return [];
  });
}
