// Secrets go in and never come out: what Fivetran shows of a configuration has them as asterisks.

const SECRET_FIELD = /password|secret|token|private_key|api_key|passphrase|client_key/i;
export const MASK = '******';

/** A copy in which every text under a secret-looking name is masked, at any depth. Switches and numbers stay. */
export function masked(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, mask(value, SECRET_FIELD.test(name))]),
  );
}

function mask(value: unknown, secret: boolean): unknown {
  if (typeof value === 'string') return secret ? MASK : value;
  if (Array.isArray(value)) return value.map((item) => mask(item, secret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, mask(inner, secret || SECRET_FIELD.test(name))]),
  );
}
