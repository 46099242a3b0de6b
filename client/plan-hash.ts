// Plan hashes as people type them: the first characters that cards and stories show.
const SHORTEST_PREFIX = 8;

/** The whole hash when `given` is the start of the current one; otherwise what was given, to be judged as it is. */
export function wholePlanHash(given: string, current: string | undefined): string {
  const means = given.length >= SHORTEST_PREFIX && current?.startsWith(given) === true;
  return means ? current : given;
}
