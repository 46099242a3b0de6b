// The end of every exhaustive switch: a new union member that nobody handles becomes a compile error.

/** Throws when an impossible value arrives at run time; at compile time its argument must be `never`. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
