// How long something took, as people read it. Pure.

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** `2.5 h`; `-` where nothing took any time. */
export function durationInWords(ms: number | null): string {
  if (ms === null) return '-';
  const [unit, size] = UNITS.find(([, size]) => ms >= size) ?? ['s', 1000];
  return `${(ms / size).toFixed(ms / size < 10 ? 1 : 0)} ${unit}`;
}
