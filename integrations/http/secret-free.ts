// Keeps our own credentials out of messages, should a server echo them in an error.
import { LIMITS } from '../../domain/limits';

/** Replaces every known secret, then shortens and puts the text on one line. */
export function secretFreeExcerpt(text: string, secrets: readonly string[]): string {
  let safe = text;
  // Very short values would blank out ordinary words; real credentials are longer.
  for (const secret of secrets) if (secret.length >= 6) safe = safe.split(secret).join('[secret]');
  safe = safe
    .replace(/\b(Basic|Bearer)\s+[A-Za-z0-9+/=._~-]{8,}/gi, '$1 [secret]')
    .replace(/\s+/g, ' ')
    .trim();
  const max = LIMITS.providerReasonCharsMax;
  return safe.length <= max ? safe : `${safe.slice(0, max - 1)}…`;
}
