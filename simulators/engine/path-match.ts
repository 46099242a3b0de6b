// One way to name paths in faults and in the request log: a prefix, or a regular expression between slashes.

/** `/re/` (optionally with flags) is an expression; anything else is a prefix. `/v1/` alone stays a prefix. */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const expression = /^\/(.+)\/([imsu]*)$/.exec(pattern);
  const source = expression?.[1];
  if (source === undefined || !/[\\^$.*+?()[\]{}|]/.test(source)) return (path) => path.startsWith(pattern);
  const compiled = new RegExp(source, expression?.[2]);
  return (path) => compiled.test(path);
}
