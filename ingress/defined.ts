// Query parameters as filters want them.

/** Leaves out what is undefined: filters tell "absent" and "undefined" apart. */
export function defined<T extends object>(value: T): Defined<T> {
  // Only keys whose value is undefined are removed.
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Defined<T>;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
