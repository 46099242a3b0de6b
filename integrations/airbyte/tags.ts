// Airbyte tags are bare names of at most 30 characters; policies want key and value.

/** `tier:1` and `tier=1` become `{tier: "1"}`, a bare `auto-remediate` becomes `{"auto-remediate": "true"}`. */
export function tagsFromNames(names: readonly string[]): Record<string, string> {
  const entries = names.map((name) => {
    const separator = name.search(/[:=]/);
    const key = (separator < 0 ? name : name.slice(0, separator)).trim();
    const value = separator < 0 ? '' : name.slice(separator + 1).trim();
    return [key, value === '' ? 'true' : value] as const;
  });
  return Object.fromEntries(entries.filter(([key]) => key !== ''));
}
