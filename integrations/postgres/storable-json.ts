// What PostgreSQL can hold: jsonb and text refuse NUL and halves of surrogate pairs, which providers' messages do carry.
// Refused text would make the same write fail however often it is repeated, so it is replaced instead.

/** What JSON.stringify escapes and PostgreSQL refuses; an escaped backslash is matched so that it is stepped over. */
const REFUSED = /\\(?:\\|u(?:0000|d[89a-f][0-9a-f]{2}))/g;

/** JSON text in which each refused character has become U+FFFD. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(REFUSED, (found) => (found === '\\\\' ? found : '\\ufffd'));
}

/** The value as it will be read back. */
export function storable<T>(value: T): T {
  // Only characters inside strings change, so the shape is still T.
  return JSON.parse(storableJson(value)) as T;
}
