// What checking an incoming delivery can end in, the same for every provider.

export type WebhookVerdict<T> =
  | { kind: 'verified'; payload: T }
  /** No proof of origin was sent (or none can be checked). */
  | { kind: 'unsigned'; reason: string }
  | { kind: 'bad_signature'; reason: string }
  /** Proven to come from the provider, and yet not a delivery we can read; the reason names the place. */
  | { kind: 'malformed'; reason: string }
  /** Older than any retry of the provider's: a replay. */
  | { kind: 'stale'; reason: string };

/** Headers as Node's HTTP server gives them: names in lower case. */
export type WebhookHeaders = Record<string, string | string[] | undefined>;

/** The header's value, or `undefined` when absent, repeated or empty. */
export function singleHeader(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers[name];
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof single === 'string' && single.trim() !== '' ? single.trim() : undefined;
}
