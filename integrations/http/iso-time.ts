// Brings the providers' timestamps into the one form the domain uses: ISO 8601, UTC, milliseconds.

/** `null` for absent or unreadable times. Accepts Airbyte's `2026-08-01T01:30Z`, whose zero seconds are left out. */
export function isoTime(value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
