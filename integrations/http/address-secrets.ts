// An address that is itself a secret (a webhook's): everything of it but its host stays out of messages.

/** What to keep out, should a server echo it whole or in part: the longest first. */
export function secretsOfAddress(url: string): string[] {
  const { pathname, search, searchParams } = new URL(url);
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const parts = [...segments, ...segments.map(decoded), ...searchParams.values()];
  return [url, `${pathname}${search}`, pathname, search, ...parts].sort((a, b) => b.length - a.length);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
