// How the simulated model reads a conversation: items of evidence are lines of JSON with an id and a text.

export interface Item {
  readonly id: string;
  readonly text: string;
}

export function itemsIn(conversation: string): Item[] {
  return conversation.split('\n').flatMap((line) => {
    const item = asItem(line);
    return item === null ? [] : [item];
  });
}

function asItem(line: string): Item | null {
  if (!line.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('id' in value) || !('text' in value)) return null;
    return typeof value.id === 'string' && typeof value.text === 'string'
      ? { id: value.id, text: value.text }
      : null;
  } catch {
    return null;
  }
}
