// The middle value: what is usual, undisturbed by one strange day.

/** Upper median of the values, or `null` of none. */
export function median(values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
