// Optional members that are absent, not present-and-undefined.

/** The object without its undefined members. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // Every undefined member has just been dropped.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
