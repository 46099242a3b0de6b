// Settings that hold secrets: neither read into a plan nor written from one; a person enters them at the provider.
import type { Json } from '../../domain/json';
import { isObject } from './same-value';

/** Names under which the providers' connectors keep secrets, whether or not one is set now. */
const SECRET_NAME =
  /password|passwd|passphrase|secret|token|private_?key|api_?key|access_?key|credential|(^|_)pat$|certificate_key/i;

/** True when the setting's name, its value, or anything inside it is a secret or the mask of one. */
export function isSecret(key: string, value: Json): boolean {
  return SECRET_NAME.test(key) || isMasked(value) || namesSecret(value);
}

/** Providers show stars for what they keep to themselves; sent back, the mask might become the secret. */
export function isMasked(value: Json): boolean {
  if (typeof value === 'string') return /^\*{3,}$/.test(value.trim());
  if (Array.isArray(value)) return value.some(isMasked);
  return isObject(value) && Object.values(value).some(isMasked);
}

function namesSecret(value: Json): boolean {
  if (Array.isArray(value)) return value.some(namesSecret);
  return isObject(value) && Object.entries(value).some(([key, inner]) => isSecret(key, inner));
}
